"""An utterance on its way from being asked for to silence."""

from kiosk.speech.player import Output
from kiosk.speech.task import Task
from kiosk.utterance import Utterance


class Job(Task):
    """One utterance; once over, it is never heard, whatever it was waiting for."""

    def __init__(self, utterance: Utterance) -> None:
        super().__init__()
        self.utterance = utterance
        self.output = Output()
