"""The demo's mails: as they were last looked at, in words that may be used, in styles that mail programs know."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from tests.conftest import Lived
from tests.round.snapshots import KEPT, parts
from tracker.model.digest import Digest
from tracker.store import Store

pytestmark = pytest.mark.xdist_group("demo")


def test_the_mails_are_those_last_looked_at(lived: Lived) -> None:
    """Subject, text and HTML. Meant to change? python -m tests.round.snapshots, and read the difference."""
    for name, text in parts(lived.folder):
        assert text == (KEPT / name).read_text(encoding="utf-8"), name


# Meant for Gmail, Apple Mail, Outlook on Windows (Word), Outlook on the web and Yahoo. The list was not checked against
# them: look a new property up at https://www.caniemail.com/features/css-<property>/ before it is let in here.
EVERYWHERE = {
    "background-color", "border", "border-left", "border-top", "color", "display", "font-family", "font-size",
    "font-weight", "letter-spacing", "line-height", "margin", "padding", "padding-top", "text-align",
}  # fmt: skip
# Not everywhere, and nothing is lost where it is passed over: corners stay square, a line breaks, a box is as wide as
# its table says.
LEFT_OUT_WITHOUT_HARM = {
    "-webkit-text-size-adjust", "border-color", "border-radius", "color-scheme", "max-height", "max-width", "overflow",
    "padding-left", "padding-right", "white-space",
}  # fmt: skip


def test_styles_are_known_to_mail_programs(lived: Lived) -> None:
    """Every property, inline and in the one style sheet that stays."""
    found = set()
    for name, text in parts(lived.folder):
        if name.endswith(".html"):
            tree = lxml_html.fromstring(text)
            rules = [*tree.xpath("//@style"), *re.findall(r"\{([^{}]*)\}", "".join(tree.xpath("//style/text()")))]
            found |= {one.partition(":")[0].strip() for rule in rules for one in rule.split(";") if one.strip()}
    assert "background-color" in found
    assert found <= EVERYWHERE | LEFT_OUT_WITHOUT_HARM


NEVER_OF_A_STUDY = re.compile(
    r"\b((?<!did not )shows?|proves?|proven|proof|probably|certainly|cures?|breakthrough|supports?"
    r"|challenged?|challenges)\b"
)
A_DOSE = re.compile(r"\d\s*(mg|µg|mcg|g|ml)\b")
SELF_HARM = re.compile(r"\d[\d,]*\s+(suicid|attempts|deaths)|\b(hanged|hanging|overdos\w+|poison\w+|jumped)\b")


def digests(lived: Lived) -> list[Digest]:
    with Store.open(lived.folder / "tracker.db", read_only=True) as store:
        return [store.deliveries.digest(key) for key in store.browse.digests()]


def test_plain_lines_keep_to_their_words(lived: Lived) -> None:
    """Of one study nothing is shown or proven ("did not show a difference" is said); no doses, no inside words; of
    suicide no counts or methods."""
    lines = [
        words
        for one in digests(lived)
        for card in one.cards
        for words in (card.plain, *(row.words for row in card.lines))
    ]
    assert len(lines) > 100
    for line in lines:
        for forbidden in (NEVER_OF_A_STUDY, A_DOSE, SELF_HARM):
            assert not forbidden.search(line), line


def test_alerts_and_subjects_keep_to_them_too(lived: Lived) -> None:
    """What stands above all studies."""
    lines = [alert.words for one in digests(lived) for alert in one.alerts]
    lines += [text for name, text in parts(lived.folder) if name.endswith(".subject")]
    assert lines
    assert not [line for line in lines if A_DOSE.search(line) or SELF_HARM.search(line)]
