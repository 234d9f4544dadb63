"""How long a touch waits for sound and for silence, and what an utterance costs.

Run from the project's folder: python -m tests.benchmarks.bench_speech
"""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.ports import SpeechEvent
from kiosk.speech.engine import InstalledVoice
from kiosk.speech.headset import Outputs
from kiosk.speech.opening import engines, open_synthesis
from kiosk.speech.piper import PiperEngine
from kiosk.speech.player import ProcessPlayer
from kiosk.speech.service import SpeakingVoice
from kiosk.speech.synthesis import words_a_minute
from kiosk.utterance import Utterance
from tests.speech.sound_server import Recorder, SoundServer, sound_server
from tests.speech.voices import Notes, put_piper_voice

ROUNDS = 30
SENTENCE = "Bitte ziehen Sie hier eine Nummer und nehmen Sie im Wartebereich Platz."
PAUSE = 0.3
_FURTHER = 0.047
PAGES = (560, 2600)
"""Letters of the pages that are read out."""
PAGE_ROUNDS = 10
HEARD = 2.0
"""Seconds of a page that are heard before something else is wanted."""
_TICK = 0.001


def main() -> None:
    """Write the figures as a table."""
    with TemporaryDirectory() as folder, sound_server(Path(folder)) as server:
        os.environ |= {name: server.environment[name] for name in ("PULSE_SERVER", "HOME")}
        for letters in PAGES:
            with Recorder(server, "speaker") as room:
                _pages(room, Path(folder) / "state", letters)
        with Recorder(server, "speaker") as room:
            _touches(room, Path(folder) / "state")
        with Recorder(server, "speaker") as room:
            _headset_pulled(server, room, Path(folder) / "state")
        _engines(Path(folder) / "voices")


def _pages(room: Recorder, state: Path, letters: int) -> None:
    """Read pages, each interrupted by another text, as a screen would that ticks meanwhile."""
    voice, notes = _voice_and_notes(state)
    kinds = ("tap → sound, new", "tap → sound, known", "tap during it → next text")
    waited: dict[str, list[float]] = {kind: [] for kind in kinds}
    stood: list[float] = []
    stood_anyway: list[float] = []
    voice.say(Utterance("1.", "de"))
    room.until_sound()
    for number in range(PAGE_ROUNDS):
        page = Utterance(_page(letters, number), "de")
        for kind in kinds[:2]:
            voice.stop()
            room.forget()
            with _ticking(stood):
                called = monotonic()
                voice.say(page)
                waited[kind].append(room.until_sound() - called)
                room.more(HEARD)
        voice.stop()
        with _ticking(stood_anyway):
            room.more(HEARD)
        voice.say(page)
        room.until_sound()
        short = Utterance(f"{SENTENCE} {letters} {number}", "de")
        called = monotonic()
        voice.say(short)
        notes.until_event(SpeechEvent.WORD, short)
        waited[kinds[2]].append(monotonic() - called)
    voice.close()
    for kind, times in waited.items():
        _line(f"{letters} letters, {kind}", times)
    _line(f"{letters} letters, screen stood still", stood)
    _line(f"{letters} letters, screen stood still in silence", stood_anyway)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{letters} letters, largest memory so far {own:.0f} MB")


def _voice_and_notes(state: Path) -> tuple[SpeakingVoice, Notes]:
    voice = SpeakingVoice(open_synthesis(state), ProcessPlayer(), Outputs("speaker", ""))
    notes = Notes()
    voice.watch(notes)
    return voice, notes


def _page(letters: int, number: int) -> str:
    """Return sentences of which none was said before."""
    text = ""
    for sentence in count(number * 1000):
        if len(text) >= letters:
            return text
        text += f"Für den Antrag {sentence} brauchen Sie den Ausweis, den Mietvertrag und Geduld. "
    return text


@contextmanager
def _ticking(stood: list[float]) -> Iterator[None]:
    """Note for how long a thread that would tick every millisecond stood still at most."""
    over, longest = Event(), 0.0

    def tick() -> None:
        nonlocal longest
        before = monotonic()
        while not over.wait(_TICK):
            now = monotonic()
            longest, before = max(longest, now - before), now

    thread = Thread(target=tick)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        stood.append(longest)


def _touches(room: Recorder, state: Path) -> None:
    voice = SpeakingVoice(open_synthesis(state), ProcessPlayer(), Outputs("speaker", ""))
    sound: dict[str, list[float]] = {"new text": [], "known text": []}
    silence, calls = [], []
    voice.say(Utterance("1.", "de"))
    room.until_sound()
    for number in range(ROUNDS):
        for times in sound.values():
            voice.stop()
            room.forget()
            called = monotonic()
            voice.say(Utterance(f"{SENTENCE} {number}", "de"))
            calls.append(monotonic() - called)
            times.append(room.until_sound() - called)
        # Each time elsewhere in the sentence, or a pause between letters would be measured.
        room.more(PAUSE + number * _FURTHER)
        called = monotonic()
        voice.stop()
        calls.append(monotonic() - called)
        room.more(PAUSE)
        silence.append(room.last_sound() - called)
    voice.close()
    for kind, times in sound.items():
        _line(f"tap → sound, {kind}", times)
    _line("tap → silence", silence)
    _line("say() or stop() returns", calls)


def _headset_pulled(server: SoundServer, room: Recorder, state: Path) -> None:
    heard = []
    for _ in range(5):
        server.plug_in()
        voice = SpeakingVoice(open_synthesis(state), ProcessPlayer(), Outputs("speaker", "headset"))
        notes = Notes()
        voice.watch(notes)
        voice.say(Utterance(SENTENCE, "de", private=True))
        notes.until_event(SpeechEvent.WORD)
        room.forget()
        server.pull_out()
        notes.until_event(SpeechEvent.WITHHELD)
        room.more(PAUSE)
        heard.append(sum(map(bool, room.samples)) / 22050)
        voice.close()
    _line("heard aloud after unplugging", heard)


def _engines(folder: Path) -> None:
    put_piper_voice(folder, "en")
    for engine in (*engines(Path(os.environ.get("KIOSK_STATE_DIR", "."))), PiperEngine(folder)):
        languages: dict[str, InstalledVoice] = {}
        for voice in engine.voices():
            languages.setdefault(voice.language, voice)
        for language, voice in languages.items():
            times = []
            engine.render("1.", voice, 150)
            for number in range(5):
                begun = monotonic()
                text = f"{SENTENCE} {number}"
                seconds = engine.render(text, voice, words_a_minute(language, 0)).seconds
                times.append(monotonic() - begun)
            _line(f"render {seconds:.1f} s by {voice.id} ({language})", times)
        engine.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"largest child process: {children.ru_maxrss / 1024:.0f} MB")


def _line(what: str, seconds: list[float]) -> None:
    times = [second * 1000 for second in seconds]
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    figures = f"median {median(times):6.1f} ms, p95 {p95:6.1f} ms, highest {max(times):6.1f} ms"
    print(f"{what:<44} {figures}")


if __name__ == "__main__":
    main()
