"""A digest as files."""

from __future__ import annotations

from pathlib import Path

from tracker.model.digest import Parts
from tracker.render.preview import write_preview


def test_html_and_text_are_written_with_the_subject_first(tmp_path: Path) -> None:
    """Into a folder that need not be there."""
    html, text = write_preview(tmp_path / "new" / "folder", "week", Parts(subject="S", text="T é\n", html="<p>é</p>"))
    assert html.read_text("utf-8") == "<p>é</p>"
    assert text.read_text("utf-8") == "Subject: S\n\nT é\n"
    assert (html.name, text.name) == ("week.html", "week.txt")
