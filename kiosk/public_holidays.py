"""The public holidays of the Länder, from a library that a process of its own loads.

It takes 45 MB (measured), more than half of what a terminal may use, to tell a dozen days.
"""

import logging
import subprocess
import sys
from datetime import date
from functools import lru_cache

_PATIENCE = 30.0
_log = logging.getLogger(__name__)


def is_public_holiday(land: str, day: date) -> bool:
    """Tell whether a day is a public holiday in a Land, such as NW; never if it is empty.

    Where they can't be found out, none is kept: a number too many does less harm than none.
    """
    try:
        return bool(land) and day in _of_year(land, day.year)
    except (OSError, subprocess.SubprocessError) as fault:
        _log.warning("The public holidays of %s are not known (%s).", land, type(fault).__name__)
        return False


@lru_cache(maxsize=8)
def _of_year(land: str, year: int) -> frozenset[date]:
    command = [sys.executable, "-P", "-m", "kiosk.public_holidays", land, str(year)]
    done = subprocess.run(  # noqa: S603 - this module itself
        command, capture_output=True, text=True, timeout=_PATIENCE, check=True
    )
    return frozenset(map(date.fromisoformat, done.stdout.split()))


def _main(land: str, year: str) -> None:
    from holidays.countries.germany import Germany

    sys.stdout.write("\n".join(day.isoformat() for day in Germany(subdiv=land, years=int(year))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
