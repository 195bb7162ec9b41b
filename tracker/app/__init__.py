"""The one place that builds the parts, and hands out jobs and queries to the faces.

Each name is loaded when it is first asked for: to check the files, no job and no page is needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.app.core import App
    from tracker.app.intake import FetchResult
    from tracker.app.offline import Assessor, check_files, describe_settings, excerpt

__all__ = ["App", "Assessor", "FetchResult", "check_files", "describe_settings", "excerpt"]
_ROOMS = {"App": "core", "FetchResult": "intake"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'offline')}"), name)
