"""What can go wrong, said in one sentence a person can act on."""


class KioskError(Exception):
    """Something did not work; the sentence says what, where and what to do."""

    exit_code = 1

    def __init__(self, sentence: str, key: str = "failed", **values: str) -> None:
        super().__init__(sentence)
        self.key = key
        """The interface text that says it: `errors.<key>`, or else `staff.<key>`."""
        self.values = values
        """What fills the placeholders of that entry."""


class UsageFault(KioskError):
    """The command, the settings or a name in them is wrong; nothing was done."""

    exit_code = 2


class IllegalMove(KioskError):
    """The ticket is not in a state that allows this move."""


class ContentError(KioskError):
    """A content file is broken; the sentence names file, key and reason."""


class StoreError(KioskError):
    """The queue's database can't be reached or written."""


class PrinterError(KioskError):
    """The printer can't be reached, or the slip could not be delivered."""
