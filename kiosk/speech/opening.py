"""Opens the voice the settings name."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from kiosk.content_folder import SHIPPED
from kiosk.ports import Voice
from kiosk.pronunciation import load_pronunciation
from kiosk.silence import SilentVoice
from kiosk.speech.engine import Engine
from kiosk.speech.espeak import EspeakEngine, MbrolaEngine
from kiosk.speech.headset import Outputs
from kiosk.speech.player import ProcessPlayer, can_play
from kiosk.speech.program_engines import PicoEngine, PiperEngine, RhvoiceEngine
from kiosk.speech.service import SpeakingVoice
from kiosk.speech.synthesis import Pronounceable, Synthesis
from kiosk.speech.wav_files import OneLoudspeaker, WavFiles

NO_VOICE = "No voice is installed: see `kiosk voices install`."
NO_DEVICE = "No sound device can be used: what would be said stands in the caption line."
_WAV = "wav:"


def engines(state_dir: Path) -> Sequence[Engine]:
    """Return every engine, the one whose voices are preferred first."""
    return (
        PiperEngine(state_dir / "voices"),
        RhvoiceEngine(),
        PicoEngine(),
        MbrolaEngine(),
        EspeakEngine(),
    )


def open_synthesis(state_dir: Path, content: Path = SHIPPED) -> Synthesis:
    """Return what renders on this machine; no process runs until it is asked."""
    return Synthesis(engines(state_dir), state_dir, _pronounced_by(content))


def open_voice(
    speech: str,
    state_dir: Path,
    content: Path = SHIPPED,
    loudspeaker: str = "",
    headset: str = "",
) -> Voice:
    """Return the voice of `auto`, `off` or `wav:DIR`; where none can be heard, a silent one."""
    if speech == "off":
        return SilentVoice()
    synthesis = open_synthesis(state_dir, content)
    if not synthesis.voices():
        return SilentVoice(NO_VOICE)
    if speech.startswith(_WAV):
        files = WavFiles(Path(speech.removeprefix(_WAV)))
        return SpeakingVoice(synthesis, files, OneLoudspeaker())
    outputs = Outputs(loudspeaker, headset)
    if not can_play(outputs.loudspeaker):
        outputs.close()
        return SilentVoice(NO_DEVICE)
    return SpeakingVoice(synthesis, ProcessPlayer(), outputs)


def _pronounced_by(content: Path) -> Pronounceable:
    """Return what makes a text pronounceable by the words of an office's content."""
    words = cache(partial(load_pronunciation, content))

    def pronounced(text: str, language: str) -> str:
        from kiosk.speech.pronounce import pronounceable

        return pronounceable(text, words(language))

    return pronounced
