"""The same pages as files, for any web server or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.web.book import Book
from tracker.web.pages import Pages

if TYPE_CHECKING:
    from tracker.app import App


def publish(app: App, folder: Path) -> int:
    """Write every page under `folder`; a file of an earlier time is replaced whole or not at all. Returns how many.

    Raises UsageError where the folder cannot be written, StoreError where the store cannot be read.
    """
    book = Book(app, Pages(app.files.templates, app.registry.subject), live=False)
    written = 0
    for address in book.addresses():
        sheet = book.open(address)
        if sheet is None:
            continue  # gone since the list was made
        path = folder / address
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.new")
            new.write_text(sheet.body, encoding="utf-8", newline="")
            new.replace(path)
        except OSError as error:
            why = f"cannot write there: {error.strerror}"
            raise UsageError(why, where=str(path), mend="Name another folder.") from None
        written += 1
    return written
