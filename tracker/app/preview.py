"""Writes digests as files, to be looked at before anyone is mailed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app import build
from tracker.model.digest import Parts
from tracker.model.message import OutgoingMail

if TYPE_CHECKING:
    from tracker.registry.sections import Settings

READER = "reader@example.org"


def write(folder: Path, drawn: Mapping[str, Parts], settings: Settings, now: datetime) -> tuple[Path, ...]:
    """One .html, .txt and .eml per digest; personal links lead nowhere. Returns the files."""
    from tracker.mail.message import to_bytes

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    personal = build.links_for(settings, "preview")
    for name, parts in drawn.items():
        mail = OutgoingMail(
            to=READER,
            message_id=f"<preview.{name}@example.org>",
            date=now,
            subject=parts.subject,
            text=parts.text,
            html=parts.html,
            unsubscribe_mailto=personal.unsubscribe_mailto,
            unsubscribe_url=personal.unsubscribe_url,
        )
        for ending, content in (
            (".html", parts.html.encode()),
            (".txt", parts.text.encode()),
            (".eml", to_bytes(mail, build.sender(settings))),
        ):
            path = folder / f"{name}{ending}"
            path.write_bytes(content)
            written.append(path)
    return tuple(written)
