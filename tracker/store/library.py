"""sqlite_utils, without numpy: where that is installed, it loads it for types of numbers that no row of ours holds."""

from __future__ import annotations

import sys

_absent = "numpy" not in sys.modules
if _absent:
    sys.modules["numpy"] = None  # type: ignore[assignment]  # to import it fails now, as where it is not installed
try:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations
finally:
    if _absent:
        del sys.modules["numpy"]

__all__ = ["Migrations", "sqlite_utils"]
