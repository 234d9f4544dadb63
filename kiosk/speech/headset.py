"""Whether a headset is plugged in, and where sound goes with and without one."""

import os
import select
import shutil
import subprocess
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic

from kiosk.speech.jack import Jack
from kiosk.speech.player import NOWHERE, Output
from kiosk.speech.sinks import Sink, default_sink, environment, sinks
from kiosk.speech.tied import tied

_AGAIN = 5.0
"""Seconds after which one looks even if nothing was told, as after a sound server has gone."""
_MATTERS = (b" on sink #", b" on card #", b" on server ")
"""Events that may be a headset's; looking itself causes others, which must not be followed."""


class Outputs:
    """The loudspeaker and the headset of a machine, watched by a thread of its own."""

    def __init__(
        self,
        loudspeaker: str,
        headset: str,
        jack: Jack | None = None,
        *,
        only_aloud: bool = False,
    ) -> None:
        self._names = (loudspeaker, headset)
        self._only_aloud = only_aloud
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
        """The headset, if it is plugged in and not for somebody else."""
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
        worn = self._worn(found or ())
        self._loudspeaker = _aloud(loudspeaker, headset, worn, found or ())
        self._headset = None if self._only_aloud else worn

    def _worn(self, found: Sequence[Sink]) -> Output | None:
        """Return what is known to be a headset: by its name, or because the sound server says so.

        A socket alone tells that something is plugged in, not what the system's default plays on.
        """
        loudspeaker, name = self._names
        if not name:
            worn = (sink.name for sink in found if sink.worn and sink.name != loudspeaker)
            return next((Output(sink, sink=True) for sink in worn), None)
        for sink in found:
            if sink.name == name:
                return Output(name, sink=True) if sink.plugged else None
        return Output(name) if self._jack.plugged else None

    def _subscribe(self) -> None:
        self._subscribe_at = monotonic() + _AGAIN
        if not shutil.which("pactl"):
            return
        try:
            self._subscription = subprocess.Popen(  # noqa: S603 - a program named here
                tied(["pactl", "subscribe"]),
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


def _aloud(name: str, headset: str, worn: Output | None, found: Sequence[Sink]) -> Output:
    """Return where everybody hears it: never what somebody wears, whatever the default is."""
    if name:
        return NOWHERE if worn and worn.name == name else _named(name, found)
    room = [s for s in found if not s.worn and not (s.name == headset and s.plugged)]
    if len(room) == len(found) or default_sink() in {sink.name for sink in room}:
        return Output()
    return next((Output(sink.name, sink=True) for sink in room if sink.plugged), NOWHERE)


def _named(name: str, found: Sequence[Sink] | None) -> Output:
    return Output(name, sink=any(sink.name == name for sink in found or ()))
