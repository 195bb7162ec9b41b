"""Builds XML elements in one call each."""

from __future__ import annotations

from lxml import etree

Element = etree._Element


def node(name: str, *inside: str | Element, **attributes: str) -> Element:
    """An element with text (first, if any) and children. Characters that XML forbids raise ValueError."""
    element = etree.Element(name, attributes)
    for part in inside:
        if isinstance(part, str):
            element.text = (element.text or "") + part
        else:
            element.append(part)
    return element
