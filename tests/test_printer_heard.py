import pytest

from kiosk.print_job import Trouble
from printer.heard import Heard


def heard(said: bytes, *asked: int) -> Heard:
    """Listen byte by byte: a word may come in pieces."""
    listener = Heard()
    listener.ask(*asked)
    for byte in said:
        listener.listen(bytes([byte]))
    return listener


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (b"\x12\x12\x12\x12", None),
        (b"\x1a\x16\x12\x12", Trouble.COVER),
        (b"\x1a\x32\x12\x12", Trouble.PAPER),
        (b"\x1a\x12\x12\x72", Trouble.PAPER),
        (b"\x1a\x12\x1a\x12", Trouble.CUTTER),
        (b"\x1a\x12\x32\x12", Trouble.OFFLINE),
    ],
)
def test_answers_in_real_time_say_what_is_the_matter(said: bytes, trouble: Trouble | None) -> None:
    listener = heard(said, 1, 2, 3, 4)
    assert listener.answered == 4
    assert listener.status.trouble is trouble
    assert listener.fences == 0


@pytest.mark.parametrize(
    ("said", "trouble", "near_end"),
    [
        (b"\x10\x00\x00\x00", None, False),
        (b"\x10\x00\x03\x00", None, True),
        (b"\x18\x00\x0f\x00", Trouble.PAPER, True),
        (b"\x38\x00\x00\x00", Trouble.COVER, False),
        (b"\x18\x08\x00\x00", Trouble.CUTTER, False),
    ],
)
def test_reports_are_told_from_answers(
    said: bytes, trouble: Trouble | None, near_end: bool
) -> None:
    listener = heard(said)
    assert listener.status.trouble is trouble
    assert listener.status.near_end is near_end
    assert (listener.fences, listener.answered) == (0, 0)


def test_a_process_id_is_heard_between_other_words() -> None:
    listener = heard(b"\x00\x10\x00\x00\x00\x37\x227K3Q\x00\x11\x13\x03")
    assert listener.finished == {"7K3Q"}
    assert listener.fences == 2
    assert listener.status.near_end


def test_a_presenter_says_where_the_slip_is() -> None:
    listener = heard(b"\x10\x0f\x24\x00\x00\x00")
    assert listener.presented
    assert listener.status.near_end
    assert heard(b"\x10\x0f\x01\x00\x00\x00").status.trouble is Trouble.PAPER


def test_noise_says_nothing() -> None:
    listener = heard(b"\x11\x13\xff\x80")
    assert not listener.anything
