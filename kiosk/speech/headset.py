"""Whether a headset is plugged in, and where sound goes with and without one."""

import os
import select
import subprocess
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic

from kiosk.speech.jack import Jack
from kiosk.speech.player import Output
from kiosk.speech.sinks import Sink, environment, sinks

_AGAIN = 5.0
"""Seconds after which one looks even if nothing was told, as after a sound server has gone."""
_MATTERS = (b" on sink #", b" on card #", b" on server ")
"""Events that may be a headset's; looking itself causes others, which must not be followed."""


class Outputs:
    """The loudspeaker and the headset of a machine, watched by a thread of its own."""

    def __init__(self, loudspeaker: str, headset: str, jack: Jack | None = None) -> None:
        self._names = (loudspeaker, headset)
        self._jack = jack or Jack()
        self._subscribe_at = 0.0
        self._headset: Output | None = None
        self._loudspeaker = Output(loudspeaker)
        self._changed: Callable[[], None] = lambda: None
        self._over = Event()
        self._wake = os.eventfd(0, os.EFD_CLOEXEC)
        self._subscription: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._look()

    @property
    def headset(self) -> Output | None:
        """The headset, if it is plugged in."""
        return self._headset

    @property
    def loudspeaker(self) -> Output:
        """Where everybody hears it."""
        return self._loudspeaker

    def watch(self, changed: Callable[[], None]) -> None:
        """Call when a headset comes or goes, from now on."""
        self._changed = changed
        self._thread = Thread(target=self._run, name="headset", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and the program that watches for it."""
        self._over.set()
        os.eventfd_write(self._wake, 1)
        if self._thread:
            self._thread.join()
        self._unsubscribe()
        self._jack.close()
        os.close(self._wake)

    def _run(self) -> None:
        while not self._over.is_set():
            if self._subscription is None and monotonic() >= self._subscribe_at:
                self._subscribe()
            # What happened before somebody listened is seen now.
            self._note()
            while not self._told():
                pass

    def _told(self) -> bool:
        """Sleep until a socket or the sound server tells of something that matters."""
        told = self._subscription.stdout if self._subscription else None
        handles = [self._wake, *self._jack.handles, *([told.fileno()] if told else ())]
        ready = select.select(handles, [], [], _AGAIN)[0]
        matters = not ready
        for handle in ready:
            if told and handle == told.fileno():
                events = os.read(handle, 1 << 16)
                if not events:
                    self._unsubscribe()
                matters |= not events or any(kind in events for kind in _MATTERS)
                continue
            matters = True
            if handle != self._wake:
                self._jack.read(handle)
        return matters

    def _note(self) -> None:
        before = self._headset
        self._look()
        if self._headset != before:
            self._changed()

    def _look(self) -> None:
        found = sinks()
        loudspeaker, headset = self._names
        self._loudspeaker = _named(loudspeaker, found)
        self._headset = self._worn(headset, found)

    def _worn(self, name: str, found: Sequence[Sink] | None) -> Output | None:
        if found is None:
            return Output(name) if self._jack.plugged else None
        for sink in found:
            if (sink.name == name and sink.plugged) if name else sink.worn:
                return Output(sink.name, sink=True)
        return Output(name) if self._jack.plugged else None

    def _subscribe(self) -> None:
        self._subscribe_at = monotonic() + _AGAIN
        try:
            self._subscription = subprocess.Popen(
                ["pactl", "subscribe"],  # noqa: S607 - as the system finds it
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,
            )
        except OSError:
            self._subscription = None

    def _unsubscribe(self) -> None:
        if self._subscription:
            self._subscription.kill()
            self._subscription.wait()
            if self._subscription.stdout:
                self._subscription.stdout.close()
            self._subscription = None


def _named(name: str, found: Sequence[Sink] | None) -> Output:
    return Output(name, sink=any(sink.name == name for sink in found or ()))
