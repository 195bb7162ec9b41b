"""Writes digests as files, to be looked at before anyone is mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app import build
from tracker.model.digest import Parts
from tracker.model.message import OutgoingMail

if TYPE_CHECKING:
    from tracker.registry.sections import Settings
    from tracker.render.mailparts import MailRenderer

READER = "reader@example.org"
NOBODY = "digest@example.invalid"
"""Stands in while no address to send from is set."""


def write(
    folder: Path, drawn: Mapping[str, Parts], renderer: MailRenderer, settings: Settings, now: datetime
) -> tuple[Path, ...]:
    """One .html, .txt and .eml per digest; personal links lead nowhere. Returns the files."""
    from tracker.mail.message import to_bytes
    from tracker.render.preview import write_preview

    if not settings.mail.sender:
        settings = replace(settings, mail=replace(settings.mail, sender=NOBODY))
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    personal = build.links_for(settings, "preview")
    for name, shared in drawn.items():
        parts = renderer.personalise(shared, personal.links)
        mail = OutgoingMail(
            to=READER,
            message_id=f"<preview.{name}@example.org>",
            date=now,
            subject=parts.subject,
            text=(parts.text,),
            html=(parts.html,),
            unsubscribe_mailto=personal.unsubscribe_mailto,
            unsubscribe_url=personal.unsubscribe_url,
        )
        whole = folder / f"{name}.eml"
        whole.write_bytes(to_bytes(mail, build.sender(settings)))
        written += [*write_preview(folder, name, parts), whole]
    return tuple(written)
