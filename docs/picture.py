"""Draws docs/kiosk.svg: the visitor terminal's menu, exported by the product itself.

    .venv/bin/python docs/picture.py
"""

import asyncio
import re
import tempfile
from pathlib import Path

from kiosk.settings import SHIPPED_CONTENT
from kiosk.wiring import Wiring
from screens.visitor.app import VisitorApp

SIZE = (68, 20)
TARGET = Path(__file__).parent / "kiosk.svg"


async def picture(wiring: Wiring) -> str:
    """Walk to the menu and return the screen as SVG."""
    app = VisitorApp(
        wiring.office,
        dictionary=wiring.dictionary,
        printer=wiring.printer,
        voice=wiring.voice,
        code=wiring.code,
        language="de",
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.show(app.visit.to("menu"))
        await pilot.pause()
        return app.export_screenshot(title="Lotse")


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as state:
        options = {"state_dir": state, "printer": "off:", "content": SHIPPED_CONTENT}
        with Wiring(options) as wiring:
            svg = asyncio.run(picture(wiring))
    # The exported style names a font server; the picture must not.
    TARGET.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


if __name__ == "__main__":
    main()
