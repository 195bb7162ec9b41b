"""A digest as files to look at before anyone is sent it."""

from __future__ import annotations

from pathlib import Path

from tracker.model.digest import Parts


def write_preview(folder: Path, name: str, parts: Parts) -> tuple[Path, Path]:
    """Write `name`.html and `name`.txt into `folder`, which is made if need be. Returns both paths.

    The subject stands on the first line of the text. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    html, text = folder / f"{name}.html", folder / f"{name}.txt"
    html.write_text(parts.html, encoding="utf-8")
    text.write_text(f"Subject: {parts.subject}\n\n{parts.text}", encoding="utf-8")
    return html, text
