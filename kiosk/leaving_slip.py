"""What visitors take along when they leave: the way back in, and a proof that they were here."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kiosk.any_slip import AnySlipWriter
from kiosk.come_back import LETTERS, ComeBack
from kiosk.slip import Line, Slip, Style
from kiosk.ticket import Ticket

_IN_FOUR = 4
_GROUPS_A_LINE = 3


class LeavingSlipWriter(AnySlipWriter):
    """Writes what staff hand out."""

    def come_back(
        self, told: ComeBack, code: str, at: datetime, papers: Sequence[str] = ()
    ) -> Slip:
        """Return the slip that brings a visitor back in; `papers` are those that were missing."""
        return self._blank(at).but(
            label=self._say("come_back_until"),
            number=f"{told.until:%d.%m.%Y}",
            code=code,
            caption=self._say("come_back_show"),
            lines=(*self._come_back_lines(told, code), *self._missing(papers), *self._draft()),
        )

    def proof(self, ticket: Ticket, at: datetime) -> Slip:
        """Return a proof of the visit: the day and the place, never why; the name is written in."""
        office = self._catalog.office
        german = {"number": ticket.number, "date": self._german.date(at)}
        visit = self._say("proof_visit", number=ticket.number, date=self._words.date(at))
        return self._blank(at).but(
            lines=(
                Line(self._say("proof"), Style.HEADING, self._beside(self._text("proof"))),
                Line(visit, Style.PLAIN, self._beside(self._text("proof_visit"), **german)),
                Line(self._say("place", place=f"{office.name}, {office.address}")),
                Line(self._say("proof_name"), Style.FIELD, self._beside(self._text("proof_name"))),
                Line(
                    self._say("proof_stamp"), Style.FIELD, self._beside(self._text("proof_stamp"))
                ),
                *self._draft(),
            ),
        )

    def _come_back_lines(self, told: ComeBack, code: str) -> Iterator[Line]:
        term = self._text("come_back")
        yield Line(self._words(term), Style.HEADING, self._beside(term))
        if told.waited:
            yield Line(self._say("come_back_counts"))
        yield Line(_in_groups(code), Style.SMALL)

    def _missing(self, papers: Sequence[str]) -> Iterator[Line]:
        if papers:
            yield Line(self._say("missing"), Style.HEADING)
        for paper in papers:
            document = self._catalog.documents[paper]
            yield Line(self._words(document.title), Style.TICK, self._beside(document.title))
            yield Line(self._words(document.where), Style.SMALL)


def _in_groups(code: str) -> str:
    """Return a code as it is typed when it can't be scanned."""
    letters = code[-LETTERS:]
    fours = [letters[at : at + _IN_FOUR] for at in range(0, len(letters), _IN_FOUR)]
    lines = [fours[at : at + _GROUPS_A_LINE] for at in range(0, len(fours), _GROUPS_A_LINE)]
    return "\n".join("-".join(line) for line in lines)
