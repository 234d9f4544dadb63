from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.print_job import FINAL, Job, JobState, Trouble, again, end, fresh, paper_of, send
from tests.printers.slips import NUMBER_ONLY
from tests.stores import AT

JOB = Job(
    id=UUID(int=7),
    printer="tcp://printer",
    created=AT,
    expires=AT + timedelta(seconds=75),
    number="A042",
    slip=NUMBER_ONLY,
)


def mark_of(job: Job) -> str:
    slip = paper_of(job)
    assert slip
    return slip.mark


def test_the_first_slip_is_not_marked_and_each_attempt_has_an_id_of_its_own() -> None:
    first = send(JOB)
    second = send(end(first, JobState.NOT_SENT, "no paper", Trouble.PAPER))
    assert (first.state, first.attempt, mark_of(first)) == (JobState.SENDING, 1, "")
    assert (second.attempt, mark_of(second), second.trouble) == (2, "", None)
    assert first.process_id != second.process_id
    assert first.process_id.isalnum()
    assert len(first.process_id) == 4


def test_after_a_torn_slip_comes_a_marked_one_with_the_same_number_and_code() -> None:
    torn = end(send(JOB), JobState.INTERRUPTED)
    refused = end(send(torn), JobState.NOT_SENT)
    third = send(refused)
    assert mark_of(send(torn)) == mark_of(third) == "Neudruck 1"
    assert replace(paper_of(third) or NUMBER_ONLY, mark="") == NUMBER_ONLY
    assert mark_of(send(end(third, JobState.INTERRUPTED))) == "Neudruck 2"


def test_what_nobody_knows_is_printed_again_when_somebody_asks() -> None:
    later = JOB.expires + timedelta(seconds=30)
    asked = again(end(send(JOB), JobState.UNKNOWN), later)
    assert (asked.state, asked.expires, mark_of(asked)) == (JobState.QUEUED, later, "Neudruck 1")


@pytest.mark.parametrize("state", sorted(FINAL))
def test_what_a_slip_says_is_wiped_with_the_end_of_its_job(state: JobState) -> None:
    ended = end(send(JOB), state)
    assert ended.slip is None
    assert again(ended, JOB.expires) == ended


def test_a_job_is_fresh_until_it_expires_and_not_when_the_clock_was_set_back() -> None:
    assert fresh(JOB, AT)
    assert fresh(JOB, JOB.expires - timedelta(seconds=1))
    assert not fresh(JOB, JOB.expires)
    assert not fresh(JOB, AT - timedelta(minutes=1))
