"""Renders one piece after the other into a player, ahead of what is heard."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from queue import SimpleQueue
from time import monotonic, sleep

from kiosk.speech.engine import EngineFault
from kiosk.speech.player import Playing
from kiosk.speech.script import Part, Script
from kiosk.speech.sound import at_volume

_FIRST_CHUNKS = 8
"""What a player gets before words are placed, so that it does not wait for them."""
_BREATH = 0.001
"""Seconds between the others: scaling a minute in one go would keep the screen waiting."""


@dataclass(frozen=True)
class Moment:
    """When a word begins, by the clock, and its place in the written text."""

    at: float
    start: int
    end: int


class Feed:
    """Gives a player parts of one sample rate, in a thread of its own; ends when that ends."""

    def __init__(
        self, script: Script, playing: Playing, parts: Iterator[Part], volume: int
    ) -> None:
        self._script = script
        self._playing = playing
        self._parts = parts
        self._volume = volume
        self._place = (-1, -1)
        self.words: SimpleQueue[Moment | None] = SimpleQueue()
        """None is the last."""
        self.ends = monotonic()
        """When all it got was heard."""
        self.following: Part | None = None
        """The first part of another sample rate; it needs a player of its own."""
        self.broken = False
        """No engine renders what comes next."""
        self._pool = ThreadPoolExecutor(1, "feed")

    def start(self, first: Part) -> None:
        """Begin with a part that was rendered."""
        self._done = self._pool.submit(self._run, first)

    def join(self) -> None:
        """Wait until it gives no more; raise what went wrong."""
        self._pool.shutdown()
        self._done.result()

    def _run(self, first: Part) -> None:
        try:
            for part in chain([first], self._parts):
                if part[1].rate != first[1].rate:
                    self.following = part
                    break
                if not self._give(part):
                    break
        except EngineFault:
            self.broken = True
        finally:
            self._playing.finish()
            self.words.put(None)

    def _give(self, part: Part) -> bool:
        """Give a part and tell of its words; return whether the player takes more."""
        begins = max(self.ends, monotonic())
        self.ends = begins + part[1].seconds
        chunks = at_volume(part[1].samples, self._volume)
        taken = all(map(self._playing.feed, islice(chunks, _FIRST_CHUNKS)))
        self._tell(part, begins)
        return taken and all(map(self._gently, chunks))

    def _gently(self, chunk: bytes) -> bool:
        sleep(_BREATH)
        return self._playing.feed(chunk)

    def _tell(self, part: Part, begins: float) -> None:
        for word in self._script.words(part):
            place = (word.start, word.end)
            if place != self._place:
                self.words.put(Moment(begins + word.milliseconds / 1000, *place))
            self._place = place
