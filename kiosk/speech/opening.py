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
from kiosk.speech.piper import PiperEngine
from kiosk.speech.player import ProcessPlayer
from kiosk.speech.program_engines import PicoEngine, RhvoiceEngine
from kiosk.speech.recordings import RecordingsEngine, recordings
from kiosk.speech.service import SpeakingVoice
from kiosk.speech.synthesis import Pronounceable, Synthesis
from kiosk.speech.wav_files import OneLoudspeaker, WavFiles

NO_VOICE = "No voice is installed: see `kiosk voices install`."
NO_DEVICE = (
    "No sound device can be used: plug one in, or name another in KIOSK_LOUDSPEAKER; "
    "to do without, set KIOSK_SPEECH=off."
)
NO_FOLDER = "The directory of KIOSK_SPEECH can't be written: name another."
_WAV = "wav:"


def engines(state_dir: Path) -> Sequence[Engine]:
    """Return every engine, the one whose voices are preferred first."""
    found: Sequence[Engine] = (
        PiperEngine(state_dir / "voices"),
        RhvoiceEngine(),
        PicoEngine(),
        MbrolaEngine(),
        EspeakEngine(),
    )
    return (*found, RecordingsEngine(recordings(state_dir), found))


def open_synthesis(state_dir: Path, content: Path = SHIPPED) -> Synthesis:
    """Return what renders on this machine; no process runs until it is asked."""
    return Synthesis(engines(state_dir), state_dir, _pronounced_by(content))


def open_voice(  # noqa: PLR0913 - the settings of one machine
    speech: str,
    state_dir: Path,
    content: Path = SHIPPED,
    loudspeaker: str = "",
    headset: str = "",
    *,
    only_aloud: bool = False,
) -> Voice:
    """Return the voice of `auto`, `off` or `wav:DIR`, which waits for a device if there is none.

    One that only speaks aloud is never heard in a headset.
    """
    if speech == "off":
        return SilentVoice()
    synthesis = open_synthesis(state_dir, content)
    if not synthesis.voices():
        return SilentVoice(NO_VOICE)
    if speech.startswith(_WAV):
        files = WavFiles(Path(speech.removeprefix(_WAV)))
        fault = "" if files.opens(OneLoudspeaker.loudspeaker) else NO_FOLDER
        return SpeakingVoice(synthesis, files, OneLoudspeaker(), fault)
    outputs, player = Outputs(loudspeaker, headset, only_aloud=only_aloud), ProcessPlayer()
    fault = "" if player.opens(outputs.headset or outputs.loudspeaker) else NO_DEVICE
    return SpeakingVoice(synthesis, player, outputs, fault)


def _pronounced_by(content: Path) -> Pronounceable:
    """Return what makes a text pronounceable by the words of an office's content."""
    words = cache(partial(load_pronunciation, content))

    def pronounced(text: str, language: str) -> str:
        from kiosk.speech.pronounce import pronounceable

        return pronounceable(text, words(language))

    return pronounced
