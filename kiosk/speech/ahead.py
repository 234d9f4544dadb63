"""What is rendered before somebody wants to hear it, one prompt after the other."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from kiosk.utterance import Utterance


@dataclass(frozen=True)
class Prompt:
    """A prompt that is the same for everybody, and the step of the rate it is wanted at."""

    utterance: Utterance
    rate: int


class Ahead:
    """The prompts still to be rendered; those asked for last come first.

    Prompts may be made only when it is their turn: there are hundreds, in many languages.
    """

    def __init__(self) -> None:
        self._wanted: deque[Iterator[Prompt]] = deque()
        self._latest: Iterator[Prompt] = iter(())

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def add(self, prompts: Iterable[Utterance], rate: int) -> None:
        """Take prompts on; what must not be kept is left out."""
        kept = (each for each in prompts if each.fixed and not each.private)
        self._wanted.appendleft(Prompt(each, rate) for each in kept)

    def next(self) -> Prompt | None:
        """Return the next prompt, or None if nothing was left; what making it raises."""
        while self._wanted:
            self._latest = self._wanted[0]
            if prompt := next(self._latest, None):
                return prompt
            self.drop()
        return None

    def drop(self) -> None:
        """Let go of all that was asked for together with the latest prompt."""
        with suppress(ValueError):
            self._wanted.remove(self._latest)

    def put_back(self, prompt: Prompt) -> None:
        """Have a prompt for the next one again."""
        self._wanted.appendleft(iter([prompt]))
