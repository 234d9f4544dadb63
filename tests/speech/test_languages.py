"""Words of several languages in one utterance: each is said by a voice of its own language."""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic

import pytest

from kiosk.ports import SpeechEvent
from kiosk.speech.ahead import Ahead, Prompt
from kiosk.speech.child import Child, LeftError
from kiosk.speech.engine import EngineFault, InstalledVoice
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.recordings import recording_name, recordings
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.task import Task
from kiosk.utterance import Stretch, Utterance
from tests.speech.voices import as_written, writing

TERM = "Mietvertrag"
TEXT = f"Kira sözleşmesi ({TERM}). Seçim."
AT = TEXT.index(TERM)
SPOKEN = Utterance(TEXT, "tr", apart=(Stretch(AT, AT + len(TERM), "de"),))
NAME = Utterance("Türkçe. Auswahl.", "tr", apart=(Stretch(8, 16, "de"),))
RATE = 450
"""Words a minute, so that nobody waits."""


class Noting(EspeakEngine):
    """Notes which voice said what; speaks only some languages."""

    def __init__(self, *languages: str) -> None:
        super().__init__()
        self._languages = languages
        self._grown = Condition()
        self.asked: list[tuple[str, str]] = []
        self.rates: list[int] = []

    def voices(self) -> Sequence[InstalledVoice]:
        return [v for v in super().voices() if v.language in self._languages]

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        with self._grown:
            self.asked.append((voice.language, text))
            self.rates.append(words_a_minute)
            self._grown.notify_all()
        return super().render(text, voice, RATE, task)

    def until(self, count: int) -> list[tuple[str, str]]:
        with self._grown:
            assert self._grown.wait_for(lambda: len(self.asked) >= count, 10), self.asked
            return self.asked


def said(folder: Path, utterance: Utterance, *languages: str) -> tuple[Noting, str]:
    """Return who was asked to say what, and the words that were told of, in their order."""
    engine = Noting(*languages)
    with writing(folder, engine) as (voice, notes):
        voice.say(utterance)
        notes.until_event(SpeechEvent.FINISHED)
        words = [r.place for r in notes.reports if r.event is SpeechEvent.WORD]
    assert [file.name for file in (folder / "out").iterdir()] == [f"0001-{utterance.language}.wav"]
    return engine, " ".join(utterance.text[slice(*place)] for place in words)


def test_a_german_term_in_a_turkish_sentence_is_said_by_the_german_voice(tmp_path: Path) -> None:
    engine, told = said(tmp_path, SPOKEN, "tr", "de")
    assert engine.asked == [("tr", "Kira sözleşmesi ("), ("de", f"{TERM},"), ("tr", "Seçim.")]
    assert told == TEXT


def test_words_of_a_language_without_a_voice_are_left_out(tmp_path: Path) -> None:
    engine, _ = said(tmp_path, SPOKEN, "tr")
    assert {language for language, _ in engine.asked} == {"tr"}
    assert TERM not in "".join(text for _, text in engine.asked)


def test_the_name_of_a_language_is_said_though_the_page_has_no_voice(tmp_path: Path) -> None:
    assert said(tmp_path, NAME, "tr")[0].asked == [("tr", "Türkçe.")]


def test_the_sound_is_that_of_each_voice_one_after_the_other(tmp_path: Path) -> None:
    said(tmp_path, NAME, "tr", "de")
    heard = Sound.of_wav(next((tmp_path / "out").iterdir()).read_bytes())
    engine = EspeakEngine()
    voices = {voice.language: voice for voice in engine.voices()}
    try:
        name = engine.render("Türkçe.", voices["tr"], RATE)
        rest = engine.render("Auswahl.", voices["de"], RATE)
    finally:
        engine.close()
    assert heard.seconds == pytest.approx(name.seconds + rest.seconds, abs=0.5)
    assert correlates(heard.samples[: len(name.samples)], name.samples)
    assert correlates(heard.samples[-len(rest.samples) :], rest.samples)


def correlates(heard: bytes, wanted: bytes) -> bool:
    """Tell whether one sound is the other at another volume."""
    one, other = memoryview(heard).cast("h"), memoryview(wanted).cast("h")
    dot = sum(a * b for a, b in zip(one, other, strict=True))
    return dot > 0.99 * math.sqrt(sum(a * a for a in one) * sum(b * b for b in other))


def test_a_person_may_have_recorded_one_of_them(tmp_path: Path) -> None:
    file = recordings(tmp_path) / "de" / recording_name(TERM)
    file.parent.mkdir(parents=True)
    recorded = Sound(22050, b"\x00\x10" * 22050)
    file.write_bytes(recorded.wav())
    engine = Noting("tr", "de")
    synthesis = Synthesis([engine], tmp_path, as_written)
    script = synthesis.script(SPOKEN)
    assert [piece.recording for piece in script.pieces] == [None, recorded, None]
    assert [piece.text for piece in script.pieces] == ["Kira sözleşmesi (", TERM, "Seçim."]


def test_prompts_wanted_now_come_first_at_the_rate_of_now(tmp_path: Path) -> None:
    engine = Noting("tr", "de")
    with writing(tmp_path, engine) as (voice, _):
        voice.prepare(Utterance(f"Eins {n}.", "de", fixed=True) for n in range(9))
        engine.until(1)
        voice.faster(1)
        voice.prepare([Utterance("Bir.", "tr", fixed=True)])
        voice.faster(-1)
        asked = engine.until(10)
    assert asked[-1] == ("de", "Eins 8."), "what is wanted now does not wait for all the others"
    rates = dict(zip(asked, engine.rates, strict=True))
    assert rates["tr", "Bir."] > rates["de", "Eins 0."] == rates["de", "Eins 8."]


def test_a_prompt_is_made_when_it_is_its_turn_and_may_be_put_back() -> None:
    made: list[int] = []

    def prompts() -> Iterator[Utterance]:
        for number in range(3):
            made.append(number)
            yield Utterance(str(number), "de", fixed=number != 1)

    ahead = Ahead()
    ahead.add(prompts(), 0)
    assert made == []
    first = ahead.next()
    assert (first, made) == (Prompt(Utterance("0", "de", fixed=True), 0), [0])
    assert first
    ahead.put_back(first)
    assert ahead.next() == first
    last = ahead.next()
    assert last
    assert last.utterance.text == "2", "what is not the same for everybody is never kept"
    assert ahead.next() is None
    assert not ahead


class Failing(Noting):
    """Loads voices, and renders nothing."""

    def __init__(self, *languages: str) -> None:
        super().__init__(*languages)
        self.started: list[str] = []

    def start(self, voice: InstalledVoice) -> None:
        self.started.append(voice.language)

    def render(
        self, text: str, voice: InstalledVoice, words_a_minute: int, task: Task | None = None
    ) -> Sound:
        super().render(text, voice, words_a_minute, task)
        raise EngineFault("broken")


def test_an_engine_that_fails_is_asked_for_one_prompt_alone(tmp_path: Path) -> None:
    engine = Failing("de", "tr")
    with writing(tmp_path, engine) as (voice, _):
        voice.prepare(Utterance(f"Eins {n}.", "de", fixed=True) for n in range(9))
        engine.until(1)
        voice.prepare([Utterance("Bir.", "tr", fixed=True), replace(NAME, fixed=True)])
        asked = engine.until(2)
    assert asked == [("de", "Eins 0."), ("tr", "Bir.")]


def test_the_name_of_a_language_does_not_load_its_voice(tmp_path: Path) -> None:
    engine = Failing("de", "tr")
    synthesis = Synthesis([engine], tmp_path, as_written)
    synthesis.prepare(NAME, 0, Task())
    assert engine.started == []
    synthesis.prepare(Utterance("Bir.", "tr"), 0, Task())
    assert engine.started == ["tr"]
    synthesis.close()


def test_prompts_that_cannot_be_made_do_not_end_the_voice(tmp_path: Path) -> None:
    tried = Event()

    def broken(number: int) -> Utterance:
        tried.set()
        return Utterance(str(1 // number), "de", fixed=True)

    with writing(tmp_path) as (voice, notes):
        voice.prepare(map(broken, [0]))
        assert tried.wait(10)
        said = Utterance("Ja.", "de")
        voice.say(said)
        notes.until_event(SpeechEvent.FINISHED, said)
        assert voice.fault == ""


LATE = """
import sys
for number, line in enumerate(sys.stdin):
    sys.stdin.readline() if number == 0 else None
    print(line.strip() * (1 if number else 300_000), flush=True)
"""


def test_an_answer_nobody_waited_for_is_read_however_late_and_long_it_is() -> None:
    child = Child([sys.executable, "-c", LATE], patience=0.0)
    task = Task()
    left = Thread(target=task.end)
    try:
        left.start()
        with pytest.raises(LeftError):
            child.ask(b"a\n\n", 10, task)
        until = monotonic() + 10
        while not child.settled(Task()):
            assert monotonic() < until
        assert child.ask(b"b\n", 10, Task()) == b"b\n"
    finally:
        left.join()
        child.end()
