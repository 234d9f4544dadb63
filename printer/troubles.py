"""A printer's troubles in a sentence, for logs and whoever runs commands."""

from collections.abc import Mapping

from kiosk.print_job import Trouble

SENTENCES: Mapping[Trouble, str] = {
    Trouble.PAPER: "The printer is out of paper: put in a new roll.",
    Trouble.COVER: "The printer's cover is open: close it.",
    Trouble.CUTTER: "The printer's cutter is stuck: open the cover and take out the paper.",
    Trouble.OFFLINE: "The printer is off line: see what its lights say.",
    Trouble.MUTE: "The printer does not answer: check paper, cover and power.",
    Trouble.LINE: "The printer can't be reached: check its power and its cable.",
    Trouble.FAULT: "The slip could not be drawn: see the printer's log.",
}
