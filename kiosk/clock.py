"""The clock of this machine."""

from datetime import UTC, date, datetime


class SystemClock:
    """Tells the moment in UTC and the day on the wall here."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local day."""
        return datetime.now().astimezone().date()
