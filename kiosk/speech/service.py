"""The voice of a kiosk: says one thing at a time and is silent at once when asked."""

import logging
from collections.abc import Callable, Iterable
from functools import cached_property
from threading import Condition, Thread
from typing import Any, Protocol

from kiosk.ports import SpeechEvent, SpeechReport
from kiosk.silence import FASTEST, LOUDEST
from kiosk.speech.ahead import Ahead
from kiosk.speech.job import Job
from kiosk.speech.player import Output, Player
from kiosk.speech.reporter import Reporter
from kiosk.speech.speaker import Speaker
from kiosk.speech.synthesis import Synthesis, words_a_minute
from kiosk.speech.task import Task
from kiosk.utterance import Utterance

_log = logging.getLogger(__name__)

_REST = 0.1
"""Seconds between prompts that are rendered ahead: hundreds at a stretch would keep disk and screen
busy."""
_AGAIN = 5.0
"""Seconds after which what could not be heard is tried again."""


class Outlets(Protocol):
    """Where sound can go."""

    @property
    def headset(self) -> Output | None:
        """The headset, if it is plugged in."""

    @property
    def loudspeaker(self) -> Output:
        """Where everybody hears it."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call when a headset comes or goes, from now on."""

    def close(self) -> None:
        """End what watches."""


class SpeakingVoice:
    """Speaks in a thread of its own, through pyttsx3 and our driver."""

    def __init__(
        self, synthesis: Synthesis, player: Player, outlets: Outlets, fault: str = ""
    ) -> None:
        self._synthesis = synthesis
        self._player = player
        self._outlets = outlets
        self._reporter = Reporter()
        self._speaker = Speaker(synthesis, player, self._reporter.tell)
        self._speaker.fault = fault
        self._rate = 0
        self._allowed = False
        self._asked = Condition()
        self._job: Job | None = None
        self._taken: Job | None = None
        self._ahead = Ahead()
        self._preparing = Task()
        self._closed = False
        self._thread = Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()
        outlets.watch(self._headset_changed)

    def say(self, utterance: Utterance) -> None:
        """Stop what is being said and say this."""
        with self._asked:
            self._end()
            self._preparing.end()
            self._job = Job(utterance)
            self._asked.notify()

    def stop(self) -> None:
        """Be silent at once."""
        with self._asked:
            self._end()

    def prepare(self, prompts: Iterable[Utterance]) -> None:
        """Render fixed prompts at the rate of now whenever nobody wants to hear anything."""
        with self._asked:
            self._ahead.add(prompts, self._rate)
            self._asked.notify()

    def speaks(self, language: str) -> bool:
        """Tell whether there is a voice for a language; no other voice ever reads it."""
        return bool(language and self._synthesis.voices(language))

    def louder(self, steps: int) -> int:
        """Change the volume of what is said next."""
        self._speaker.volume = max(-LOUDEST, min(LOUDEST, self._speaker.volume + steps))
        return self._speaker.volume

    def faster(self, steps: int) -> int:
        """Change the rate of what is said next."""
        self._rate = max(-FASTEST, min(FASTEST, self._rate + steps))
        return self._rate

    def allow_loudspeaker(self, *, allowed: bool) -> None:
        """Note whether private things may be said aloud; if no more, that ends at once."""
        self._allowed = allowed
        self._keep_private()

    def reset(self) -> None:
        """Forget the visit."""
        self.stop()
        self._rate = self._speaker.volume = 0
        self._allowed = False
        self._synthesis.forget()

    def watch(self, report: Callable[[SpeechReport], None]) -> None:
        """Report to somebody more, from a thread that does nothing else."""
        self._reporter.watch(report)

    @property
    def headset(self) -> bool:
        """Whether a headset is plugged in."""
        return self._outlets.headset is not None

    @property
    def fault(self) -> str:
        """One sentence on why nothing can be heard, or an empty string."""
        return self._speaker.fault

    def close(self) -> None:
        """Be silent, and end threads and processes."""
        with self._asked:
            self._end()
            self._preparing.end()
            self._closed = True
            self._asked.notify()
        self._outlets.close()
        self._thread.join()
        self._reporter.close()
        self._synthesis.close()

    def _end(self) -> None:
        if self._job:
            self._job.end()

    @cached_property
    def _engine(self) -> Any:
        """What pyttsx3 speaks with; loaded once there is something to be heard on."""
        from kiosk.speech.driver import pyttsx3_engine

        engine = pyttsx3_engine(self._speaker)
        engine.connect("started-word", self._word)
        engine.connect("finished-utterance", self._finished)
        engine.connect("error", self._failed)
        return engine

    def _run(self) -> None:
        if not self.fault:
            self._engine  # noqa: B018 - the first touch must not wait for it
        while job := self._next():
            self._speaker.job = job
            if self._may_say(job):
                self._say(self._engine, job.utterance)
            job.end()

    def _try_again(self) -> None:
        """See whether what could not be heard can be heard now."""
        if self._player.opens(self._outlets.headset or self._outlets.loudspeaker):
            self._engine  # noqa: B018 - the first touch must not wait for it
            self._speaker.note("")

    def _next(self) -> Job | None:
        """Wait for the next job, and get prompts ready meanwhile; None when all is over."""
        while True:
            with self._asked:
                self._asked.wait_for(
                    lambda: self._closed or self._is_new() or (self._ahead and not self.fault),
                    _AGAIN if self.fault else None,
                )
                if self._closed or self._is_new():
                    self._taken = self._job
                    return None if self._closed else self._job
                task = self._preparing = Task()
            if self.fault:
                self._try_again()
            else:
                self._render_ahead(task)

    def _is_new(self) -> bool:
        return self._job is not self._taken

    def _render_ahead(self, task: Task) -> None:
        """Render a prompt unless somebody wants to hear something meanwhile, and rest."""
        try:
            prompt = self._ahead.next()
            kept = prompt is None or self._synthesis.prepare(prompt.utterance, prompt.rate, task)
        except Exception as fault:  # noqa: BLE001 - pages are made here, and nothing may end the voice
            _log.warning("prompts could not be made ready: %s", type(fault).__name__)
            prompt, kept = None, False
        if prompt and task.over:
            self._ahead.put_back(prompt)
        elif not kept:
            self._ahead.drop()  # whoever wants to hear it learns of the fault
        with self._asked:
            self._asked.wait_for(lambda: self._closed or self._is_new(), _REST)

    def _may_say(self, job: Job) -> bool:
        """Decide once where it is heard, so that a headset pulled out can't reroute it."""
        headset = self._outlets.headset
        job.output = headset or self._outlets.loudspeaker
        if job.utterance.private and not (headset or self._allowed):
            self._tell(SpeechEvent.WITHHELD, job.utterance)
            return False
        return not job.over and self.speaks(job.utterance.language)

    def _say(self, engine: Any, utterance: Utterance) -> None:
        if not utterance.text.strip():
            # pyttsx3 refuses what has no words, and tells nobody that it is over.
            self._tell(SpeechEvent.FINISHED, utterance)
            return
        voice = self._synthesis.voices(utterance.language)[0]
        engine.setProperty("voice", voice.id)
        engine.setProperty("rate", words_a_minute(utterance.language, self._rate))
        engine.say(utterance.text)
        engine.runAndWait()

    def _word(self, name: object, location: int, length: int) -> None:
        del name
        if (job := self._taken) and not job.over:
            place = (location, location + length)
            self._reporter.tell(SpeechReport(SpeechEvent.WORD, job.utterance, place))

    def _finished(self, name: object, *, completed: bool) -> None:
        del name
        if (job := self._taken) and completed:
            self._tell(SpeechEvent.FINISHED, job.utterance)

    def _failed(self, name: object, exception: Exception) -> None:
        del name
        self._speaker.note(f"Speaking failed ({type(exception).__name__}).")

    def _headset_changed(self) -> None:
        self._keep_private()
        self._tell(SpeechEvent.HEADSET)

    def _keep_private(self) -> None:
        with self._asked:
            job = self._job
            if not job or job.over or not job.utterance.private:
                return
            if self._allowed or self._outlets.headset:
                return
            job.end()
        self._tell(SpeechEvent.WITHHELD, job.utterance)

    def _tell(self, event: SpeechEvent, utterance: Utterance | None = None) -> None:
        self._reporter.tell(SpeechReport(event, utterance))
