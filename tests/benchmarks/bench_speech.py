"""How long a touch waits for sound and for silence, and what an utterance costs.

Run from the project's folder: python -m tests.benchmarks.bench_speech
"""

import os
import resource
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.ports import SpeechEvent, Utterance
from kiosk.speech.engine import InstalledVoice
from kiosk.speech.headset import Outputs
from kiosk.speech.opening import engines, open_synthesis
from kiosk.speech.player import ProcessPlayer
from kiosk.speech.service import SpeakingVoice
from kiosk.speech.synthesis import words_a_minute
from tests.speech.sound_server import Recorder, SoundServer, sound_server
from tests.speech.voices import Notes

ROUNDS = 30
SENTENCE = "Bitte ziehen Sie hier eine Nummer und nehmen Sie im Wartebereich Platz."
PAUSE = 0.3
_FURTHER = 0.047


def main() -> None:
    """Write the figures as a table."""
    with TemporaryDirectory() as folder, sound_server(Path(folder)) as server:
        os.environ |= {name: server.environment[name] for name in ("PULSE_SERVER", "HOME")}
        with Recorder(server, "speaker") as room:
            _touches(room, Path(folder) / "state")
        with Recorder(server, "speaker") as room:
            _headset_pulled(server, room, Path(folder) / "state")
    _engines()


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


def _engines() -> None:
    for engine in engines(Path(os.environ.get("KIOSK_STATE_DIR", "."))):
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
