"""XML from a stranger: no DTD, no entities, no network, no unbounded depth; and text out of marked-up elements."""

from __future__ import annotations

import re

from lxml import etree

from tracker.sources.text import tidy
from tracker.sources.trouble import TooMuch

_PARSER = etree.XMLParser(
    load_dtd=False, no_network=True, resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True
)
_MATH = "{http://www.w3.org/1998/Math/MathML}"


def refuse_entities(body: bytes) -> None:
    """NCBI's replies declare no entities; a reply that does is not NCBI's."""
    if b"<!ENTITY" in body:
        raise TooMuch("the reply declares entities of its own", where="PubMed")


def damaged(error: etree.XMLSyntaxError) -> TooMuch:
    """Cut off, empty after its prolog, or not XML: asking again, or for less, may help."""
    return TooMuch(f"the reply is no whole XML: {error.msg}", where="PubMed", retryable=True)


def read_tree(body: bytes) -> etree._Element:
    """The root of a small reply. Raises TooMuch (retryable) if it is not whole."""
    refuse_entities(body)
    try:
        return etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError as error:
        raise damaged(error) from None


def children(element: etree._Element | None) -> dict[str, etree._Element]:
    """The first child of each name: one walk is cheaper than a search for each."""
    found: dict[str, etree._Element] = {}
    for child in () if element is None else element:
        found.setdefault(child.tag, child)
    return found


def whole_number(text: str | None) -> int | None:
    """Of at most nine digits: no PMID and no count of NCBI's is longer, and Python refuses to read very long ones."""
    text = (text or "").strip()
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def text_of(element: etree._Element | None) -> str:
    """An element's text on one line, markup gone. Indices stay attached; a power of ten keeps its hat ("10^-3")."""
    if element is None:
        return ""
    if len(element) == 0:
        return tidy(element.text or "")
    pieces: list[str] = []
    _collect(element, pieces)
    return tidy("".join(pieces))


def _collect(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _mark(child, pieces)
        pieces.append(child.tail or "")


def _mark(child: etree._Element, pieces: list[str]) -> None:
    tag = str(child.tag)
    if tag == "sup":
        raised = "".join(map(str, child.itertext())).strip()
        base = "".join(pieces[-3:])[-1:]
        # "10<sup>-3</sup>" must not read as 10-3; a footnote mark or an isotope after a letter needs no hat.
        if base.isdigit() and re.fullmatch(r"[-+−–]?\d+", raised):
            pieces.append("^" + raised)
            return
        pieces.append(raised)
    elif tag.startswith(_MATH) and tag.removeprefix(_MATH) in ("mfrac", "msup"):
        parts = [text_of(each) for each in child if isinstance(each.tag, str)]
        pieces.append(("/" if tag.endswith("mfrac") else "^").join(part for part in parts if part))
    elif tag == f"{_MATH}annotation" or tag == f"{_MATH}annotation-xml":
        return
    elif tag.startswith(_MATH):
        pieces.append(_math(child))
    elif tag in ("DispFormula", "p", "br", "list-item"):
        pieces.append(" ")
        _collect(child, pieces)
        pieces.append(" ")
    else:
        _collect(child, pieces)


def _math(element: etree._Element) -> str:
    """A formula in one piece: white space between its elements is layout."""
    pieces = [tidy(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            _mark(child, pieces)
        pieces.append(tidy(child.tail or ""))
    return "".join(pieces)
