"""Touches a voice at random again and again, then says as JSON how it went.

Run by a test under a terminal of its own: python -m tests.speech.barge_ins STATE_DIR COUNT
"""

import gc
import json
import os
import sys
import threading
from pathlib import Path
from random import Random
from time import monotonic

import psutil

from kiosk.ports import SpeechEvent
from kiosk.speech.espeak import EspeakEngine
from kiosk.speech.headset import Outputs
from kiosk.utterance import Stretch, Utterance
from tests.speech.voices import GREETING, PAGE, TURKISH, speaking

_WARM = 100
"""Barge-ins after which memory has its size."""
_LONGEST_PAUSE = 0.06


def main(state_dir: str, count: str) -> None:
    """Interrupt so often, then let one utterance be said to its end."""
    random, pause, me = Random(7), threading.Event(), psutil.Process()
    slowest, warm = 0.0, (0, 0, 0)
    outlets = Outputs("speaker", "ear")
    with speaking(Path(state_dir), engines=[EspeakEngine()], outlets=outlets) as (voice, notes):
        for number in range(int(count)):
            called = monotonic()
            touch = random.choice(("stop", "say", "say", "prepare"))
            if touch == "stop":
                voice.stop()
            elif touch == "say":
                voice.say(_something(random))
            else:
                voice.prepare(_something(random) for _ in range(3))
            slowest = max(slowest, monotonic() - called)
            pause.wait(random.uniform(0, _LONGEST_PAUSE))
            if number == _WARM:
                warm = _held(me)
        last = Utterance("Ja.", "de")
        voice.say(last)
        notes.until_event(SpeechEvent.FINISHED, last)
        held, fault = _held(me), voice.fault
        faults = notes.events().count(SpeechEvent.FAULT)
    result = {
        "slowest": slowest,
        "warm": warm,
        "held": held,
        "fault": fault,
        "faults": faults,
        "children": len(me.children(recursive=True)),
        "threads": threading.active_count(),
    }
    os.write(int(os.environ["RESULT"]), json.dumps(result).encode())


def _something(random: Random) -> Utterance:
    texts = ((GREETING, "de"), (PAGE, "de"), (TURKISH, "tr"), ("Nummer 7", "de_simple"))
    text, language = random.choice(texts)
    number = random.randrange(40)
    private, fixed = (bool(random.getrandbits(1)) for _ in range(2))
    head = f"{number}. {text} "
    apart = Stretch(len(head), len(head) + len(TURKISH), "tr")
    mixed = Utterance(f"{head}{TURKISH}", language, private, fixed, apart=(apart,))
    return random.choice((mixed, Utterance(head.strip(), language, private, fixed)))


def _held(me: psutil.Process) -> tuple[int, int, int]:
    """Return memory, open files and threads."""
    gc.collect()
    return me.memory_info().rss, me.num_fds(), me.num_threads()


if __name__ == "__main__":
    main(*sys.argv[1:])
