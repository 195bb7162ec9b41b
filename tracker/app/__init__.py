"""The one place that builds the parts, and hands out jobs and queries to the faces."""

from tracker.app.core import App, FetchResult
from tracker.app.offline import Assessor, check_files, describe_settings, excerpt

__all__ = ["App", "Assessor", "FetchResult", "check_files", "describe_settings", "excerpt"]
