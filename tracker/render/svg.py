"""What the plotting library draws, made fit to stand inside a page.

The page's policy allows no style attributes: they become attributes of their own. Colours follow the page's, light or
dark; its fonts are the page's. Nothing is left that a screen reader would stumble over: the plot is one image with a
sentence in its place, and the page has its figures as a table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

INK, ACCENT, SOFT, PAPER = "#010101", "#020202", "#030303", "#040404"
"""Stand for the page's colours while a plot is drawn."""

_COLOURS = {INK: "currentColor", ACCENT: "var(--accent)", SOFT: "var(--line)", PAPER: "var(--paper)"}
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SIZE = re.compile(r"(?P<size>[\d.]+)px")


def for_page(drawn: bytes, words: str) -> str:
    """words: what stands for the plot where it is not seen."""
    from lxml import etree

    root = etree.fromstring(drawn)
    for unwanted in [*root.iter(f"{_SVG}metadata"), *root.iter(f"{_SVG}style")]:
        _parent(unwanted).remove(unwanted)
    for element in root.iter(etree.Element):
        _plain_attributes(element)
    _drop_unused_ids(root)
    root.set("role", "img")
    root.set("aria-label", words)
    root.set("stroke-linejoin", "round")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _plain_attributes(element: etree._Element) -> None:
    style = element.get("style") or ""
    if style:
        del element.attrib["style"]
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        size = _SIZE.search(value) if name in ("font", "font-size") else None
        if size:
            element.set("font-size", size["size"])
        elif name and not name.startswith("font"):
            element.set(name, value)
    for name in ("fill", "stroke"):
        colour = _COLOURS.get(element.get(name, ""))
        if colour:
            element.set(name, colour)


def _drop_unused_ids(root: etree._Element) -> None:
    """Several plots stand on one page: an id that nothing names would only collide."""
    from lxml import etree

    elements = list(root.iter(etree.Element))
    named = {(element.get(_HREF) or "").removeprefix("#") for element in elements}
    named |= {(element.get("clip-path") or "")[5:-1] for element in elements}
    for element in elements:
        if element.get("id") is not None and element.get("id") not in named:
            del element.attrib["id"]
