"""The libraries that set and draw type."""

import os
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # Their bindings leave files open while they are imported.
    warnings.simplefilter("ignore", ResourceWarning)
    import cairocffi as cairo
    import pangocairocffi
    import pangocffi

# Read by fontconfig when the first word is set: the same fonts on every machine.
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).with_name("fonts.conf")))

__all__ = ["cairo", "pangocairocffi", "pangocffi"]
