"""What espeak-ng makes of the words that matter; the golden lines were read one by one, not heard.

After a meant change: python tests/speech/phonemes.py, then read the difference.
"""

import importlib.util
from pathlib import Path

import pytest

_PLACE = Path(__file__).parent / "phonemes.py"
_SPEC = importlib.util.spec_from_file_location("phonemes_of_espeak", _PLACE)
assert _SPEC is not None
assert _SPEC.loader is not None
spoken = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(spoken)


def test_there_is_a_golden_file_for_every_language() -> None:
    assert {file.stem for file in spoken.GOLDEN.glob("*.txt")} == set(spoken.VOICES)


@pytest.mark.parametrize("language", spoken.VOICES)
def test_the_words_that_matter_sound_as_they_were_approved(language: str) -> None:
    golden = (spoken.GOLDEN / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert golden[0] == spoken.header(), "another engine: say all anew and read the difference"
    assert len(golden) > 50
    now = spoken.lines(language, spoken.texts(language))
    changed = [
        f"{old}\n  now: {new}" for old, new in zip(golden[1:], now, strict=True) if old != new
    ]
    assert not changed, "\n".join(changed)
