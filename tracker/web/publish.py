"""The same pages as files, for any web server or none."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.web.book import Book
from tracker.web.pages import Pages

if TYPE_CHECKING:
    from tracker.app import App


LIST = ".pages"
"""A file in the folder that knows the others again at the next time: by a hash, for a web server may show it, and the
address of a digest is not to be found out."""


def publish(app: App, folder: Path) -> int:
    """Write every page under `folder`; a file of an earlier time is replaced whole or not at all, and goes where its
    page is no more (a digest that was taken back). What was not written here stays. Returns how many.

    Raises UsageError where the folder cannot be written, StoreError where the store cannot be read.
    """
    book = Book(app, Pages(app.files.templates, app.registry.subject), live=False)
    before = _listed(folder)
    written = set()
    for address in book.addresses():
        sheet = book.open(address)
        if sheet is not None:  # else gone since the list was made
            _write(folder / address, sheet.body)
            written.add(_mark(address))
    _write(folder / LIST, "\n".join(sorted(written | before)))  # a kill now loses sight of none
    for path in folder.rglob("*"):
        if _mark(path.relative_to(folder).as_posix()) in before - written:
            path.unlink(missing_ok=True)
    _write(folder / LIST, "\n".join(sorted(written)))
    return len(written)


def _mark(address: str) -> str:
    return hashlib.blake2b(address.encode(), digest_size=16).hexdigest()


def _listed(folder: Path) -> set[str]:
    """The marks of the last time."""
    try:
        return set((folder / LIST).read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        new.write_text(text, encoding="utf-8", newline="")
        new.replace(path)
    except OSError as error:
        why = f"cannot write there: {error.strerror}"
        raise UsageError(why, where=str(path), mend="Name another folder.") from None
