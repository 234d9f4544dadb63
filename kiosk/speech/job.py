"""An utterance on its way from being asked for to silence."""

from threading import Lock

from kiosk.ports import Utterance
from kiosk.speech.player import Output, Playing


class Job:
    """One utterance; once over, it is never heard, whatever it was waiting for."""

    def __init__(self, utterance: Utterance) -> None:
        self.utterance = utterance
        self.output = Output()
        self._lock = Lock()
        self._over = False
        self._playing: Playing | None = None

    @property
    def over(self) -> bool:
        """Whether it was said, or something else took its place."""
        return self._over

    def end(self) -> None:
        """Silence it at once; from any thread."""
        with self._lock:
            self._over = True
            if self._playing:
                self._playing.stop()

    def began(self, playing: Playing) -> None:
        """Note what is to be stopped; a player needs longer to begin than this takes."""
        with self._lock:
            self._playing = playing
            if self._over:
                playing.stop()
