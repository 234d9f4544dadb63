"""A voice that remembers what it was told to say, and reports what a test makes happen."""

from collections.abc import Callable, Iterable

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.silence import SilentVoice
from kiosk.utterance import Utterance


class RecordingVoice(SilentVoice):
    """Remembers what was said, in order, and reports what a test makes happen."""

    def __init__(self, *, withholds: bool = False) -> None:
        super().__init__()
        self._withholds = withholds
        """Whether it keeps private things to itself until it may say them to the room."""
        self.said: list[Utterance] = []
        self._ahead: list[Iterable[Utterance]] = []
        self.stops = 0
        self.aloud = False
        self.resets = 0
        self._watchers: list[Callable[[SpeechReport], None]] = []

    def say(self, utterance: Utterance) -> None:
        """Remember the utterance, unless it is private and everybody would hear it."""
        if self._withholds and utterance.private and not self.aloud:
            self._report(SpeechReport(SpeechEvent.WITHHELD, utterance))
            return
        self.said.append(utterance)

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Remember the prompts; they are made when a test looks at them."""
        self._ahead.append(prompts)

    @property
    def prepared(self) -> list[Utterance]:
        """All prompts so far."""
        made = [list(prompts) for prompts in self._ahead]
        self._ahead[:] = made
        return [prompt for prompts in made for prompt in prompts]

    def stop(self) -> None:
        """Count the stop."""
        self.stops += 1

    def speaks(self, language: str) -> bool:
        """Speak every language."""
        return bool(language)

    def allow_loudspeaker(self, *, allowed: bool) -> None:
        """Remember the permission."""
        self.aloud = allowed

    def reset(self) -> None:
        """Count the visits that ended."""
        super().reset()
        self.aloud = False
        self.resets += 1

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Report to somebody more."""
        self._watchers.append(report)

    @property
    def watched(self) -> bool:
        """Whether somebody wants its reports."""
        return bool(self._watchers)

    def happen(self, event: SpeechEvent, *, place: tuple[int, int] = (0, 0)) -> None:
        """Report an event of the last utterance."""
        utterance = self.said[-1] if self.said else None
        self._report(SpeechReport(event, utterance, place))

    def _report(self, happened: SpeechReport) -> None:
        for report in self._watchers:
            report(happened)
