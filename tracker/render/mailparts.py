"""Draws a digest as the three parts of a mail: subject, text and HTML.

A digest is drawn once for all who share it. Personal links are placeholders in both bodies until `personal`:

    %LINK:name%                     the address
    %LINK:if-name% … %LINK:end-name%  the piece around it, dropped where the reader has no such link

with the names unsubscribe, preferences and view. Values from outside cannot form one (see environment.clean).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.model.digest import Digest, Parts, StudyCard
from tracker.model.message import Body
from tracker.render import digestwords, shorten
from tracker.render.environment import PLACEHOLDER, clean, environment, http
from tracker.render.shorten import Cut

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

LINKS = ("unsubscribe", "preferences", "view")
_LINE_WITH_LINKS = re.compile(f"^(.*{PLACEHOLDER}.*\n)", re.MULTILINE)

NUMBER = f"{PLACEHOLDER}number%"
"""Stands in for a card's number among those that one mail shows."""
CARDS_KEPT = 2_000
"""Of some 3 kB each."""

FOR_LINKS = 4_000
"""Bytes kept free for personal links, which are spliced in after the size was measured; each stands twice at most."""

SAFETY = (
    "This is research news, not medical advice.",
    "Do not start, stop or change any treatment because of it.",
    "This mailbox is not monitored.",
)
CRISIS = (
    "In a crisis call your local emergency number.",
    "US: call or text 988. UK and Ireland: call 116 123. Elsewhere: findahelpline.com.",
)
"""Stand in where the files give none: no mail goes out without them."""


class MailRenderer:
    """templates: the folder that holds mail.html.j2, mail.txt.j2 and subject.txt.j2; public_url: where digests can be
    read on the web, "" where there is no such place; limit_kb: of the HTML part (Gmail cuts at about 102 KB)."""

    def __init__(self, templates: Path, limit_kb: int = 95, public_url: str = "") -> None:
        self._templates = templates
        self._limit = limit_kb * 1024 - FOR_LINKS
        self._public_url = http(public_url).rstrip("/")
        self._jinja: Environment | None = None
        self._card = lru_cache(maxsize=CARDS_KEPT)(self._numberless)

    def draw(self, digest: Digest) -> Parts:
        """Subject, text and HTML, under the size limit. Text and HTML hold the same studies."""
        subject = " ".join(self._fill("subject.txt.j2", Cut(digest=digest), digest).split())
        html = ""

        def over(cut: Cut) -> int:
            nonlocal html
            drawn = self._html(cut, digest)
            excess = len(drawn.encode()) - self._limit
            if excess <= 0:
                html = drawn
            return excess

        cut = shorten.fitting(digest, over)
        text = _tidy(self._fill("mail.txt.j2", cut, digest))
        return Parts(subject=subject, text=text, html=html, records=cut.digest.records)

    def personal(self, parts: Parts, links: Mapping[str, str]) -> tuple[Body, Body]:
        """Text and HTML with the reader's own addresses (http, https or mailto) in place; pieces without an address
        go. What stands between the lines with links is the same object for all who have the same links."""
        known = {name: link for name in LINKS if (link := _safe_link(links.get(name, "")))}
        text, html = _for_those_with(frozenset(known), parts.text, parts.html)
        return _spliced(text, known), _spliced(html, {name: escape(link, quote=True) for name, link in known.items()})

    def personalise(self, parts: Parts, links: Mapping[str, str]) -> Parts:
        """As one whole."""
        text, html = self.personal(parts, links)
        return replace(parts, text="".join(text), html="".join(html))

    def _html(self, cut: Cut, whole: Digest) -> str:
        import css_inline

        inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
        return _tight(inliner.inline(self._fill("mail.html.j2", cut, whole)))

    def _fill(self, template: str, cut: Cut, whole: Digest) -> str:
        return self._template(template).render(self._values(cut, whole))

    def _numberless(self, card: StudyCard) -> Markup:
        """As HTML, once for all the cuts and digests that show it: they differ in its number."""
        from markupsafe import Markup

        number = Markup(NUMBER)  # noqa: S704 - our own
        values = {"card": card, "number": number, "public_url": self._public_url}
        return Markup(self._template("mail/card.html.j2").render(values))  # noqa: S704 - escaped there

    def _template(self, name: str) -> Template:
        if self._jinja is None:
            self._jinja = environment(self._templates)
            self._jinja.filters.update(told=digestwords.told, in_topics=digestwords.in_topics)
        return self._jinja.get_template(name)

    def _values(self, cut: Cut, whole: Digest) -> dict[str, Any]:
        digest = cut.digest
        numbers = {card.record: number for number, card in enumerate(digest.cards, 1)}
        return {
            "digest": digest,
            "cut": cut,
            "period": digestwords.period(whole.start, whole.end),
            "summary": digestwords.summary(whole),
            "safety": digest.safety or SAFETY,
            "crisis": digest.crisis or CRISIS,
            "numbers": numbers,
            "drawn": lambda card: self._card(card).replace(NUMBER, str(numbers[card.record])),
            "public_url": self._public_url,
            "alerts_heading": digestwords.alerts_heading(digest),
            "so_far_intro": digestwords.SO_FAR,
            "nothing_new": digestwords.nothing_new(whole),
        }


def _safe_link(link: str) -> str:
    if link.startswith("mailto:") and clean(link) == link and not re.search(r"\s", link):
        return link
    return http(link)


@lru_cache(maxsize=16)
def _for_those_with(names: frozenset[str], text: str, html: str) -> tuple[list[str], list[str]]:
    """Both bodies with the pieces around these links, and without those around others: once for many readers. Cut into
    what they share and, at every second place, a line with links."""
    for name in LINKS:
        start, end = f"{PLACEHOLDER}if-{name}%", f"{PLACEHOLDER}end-{name}%"
        if name in names:
            text, html = (body.replace(start, "").replace(end, "") for body in (text, html))
        else:
            piece = re.compile(re.escape(start) + ".*?" + re.escape(end), flags=re.DOTALL)
            text, html = (piece.sub("", body) for body in (text, html))
    return _LINE_WITH_LINKS.split(_tidy(text)), _LINE_WITH_LINKS.split(html)


def _spliced(pieces: Sequence[str], links: Mapping[str, str]) -> Body:
    spliced = list(pieces)
    for name, link in links.items():
        spliced[1::2] = [line.replace(f"{PLACEHOLDER}{name}%", link) for line in spliced[1::2]]
    return tuple(filter(None, spliced))


def _tidy(text: str) -> str:
    """At most one empty line in a row, none at the ends, no blanks at the ends of lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _tight(html: str) -> str:
    """Without the indentation of the template, which would count against the limit."""
    return re.sub(r"\n\s*", "\n", html).strip() + "\n"
