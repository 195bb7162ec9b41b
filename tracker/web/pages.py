"""Draws the pages from templates/web/. One stylesheet stands in each page; the browser is told its hash."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tracker.model.topic import Subject
from tracker.render import digestwords
from tracker.render.environment import environment
from tracker.render.mailparts import CRISIS, SAFETY

STYLE = "web/style.css.j2"


class Pages:
    """Every page carries the safety and the crisis lines. Safe for many threads: nothing changes after the start."""

    def __init__(self, templates: Path, subject: Subject) -> None:
        self._jinja = environment(templates)
        self._jinja.filters.update(
            period=digestwords.period,
            summary=digestwords.summary,
            by_quote=digestwords.by_quote,
            nothing_new=digestwords.nothing_new,
        )
        self._style = self._jinja.get_template(STYLE).render()
        self._shared = {
            "name": subject.digest_name,
            "safety": subject.safety or SAFETY,
            "crisis": subject.crisis or CRISIS,
            "crisis_in": subject.crisis_in,
            "style": Markup(self._style),  # noqa: S704 - our own file, and no value is put into it
        }

    @property
    def style_source(self) -> str:
        """The stylesheet's name in a Content-Security-Policy."""
        digest = hashlib.sha256(self._style.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    def leave(self) -> str:
        """One button. The same for every token, known or not."""
        return self.draw("leave")

    def left(self) -> str:
        """The same for every token, known or not."""
        return self.draw("left")

    def trouble(self, title: str, words: str) -> str:
        return self.draw("trouble", title=title, words=words)

    def draw(self, page: str, **values: Any) -> str:
        """The page of this name in templates/web/."""
        return self._jinja.get_template(f"web/{page}.html.j2").render(self._shared | values)
