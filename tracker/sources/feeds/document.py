"""Bytes of a feed, made into whole, harmless items: one small feed document for each.

Feeds as served hold bare ampersands, control characters, HTML's entities, wrong encodings and cut-off ends; some
hold bombs. What feedparser gets from here is well-formed, small, and declares nothing, so that its lenient parser,
whose time and memory nothing bounds, is never used.
"""

from __future__ import annotations

import copy
import html
import re
from dataclasses import dataclass
from typing import cast

from lxml import etree

from tracker.errors import SourceError
from tracker.sources.feeds.encoding import decoded

_ROOTS = {"rss", "RDF", "feed"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_AMPERSAND = re.compile(r"&(?:#(\d{1,7}|x[0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_PROLOG = re.compile(r"^[\ufeff\s]*(<\?xml[^>]*\?>)?")
# The groups are atomic: with plain ones, a row of comments before no tag would take for ever.
_ROOT = re.compile(
    r"\s*(?>(?><!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*+<([A-Za-z_][\w.:-]*)", re.S
)
_TEXT_ELEMENT = re.compile(r"<(title|description|summary|link|guid|dc:title|content:encoded)(?: [^<>]*)?(?<!/)>")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}


@dataclass(frozen=True, slots=True)
class Document:
    """items: each a feed document of its own, in order. cut_off: the end is missing. dropped: over the limit."""

    items: tuple[bytes, ...]
    cut_off: bool = False
    dropped: int = 0


def read_document(body: bytes, charset: str, where: str, *, max_items: int, max_text: int) -> Document:
    """Raises SourceError where this is no RSS, RDF or Atom, or where it declares entities."""
    text = _PROLOG.sub("", decoded(body, charset), count=1)
    if "<!ENTITY" in text:
        raise SourceError("the feed declares entities of its own: not read", where=where)
    root = _ROOT.match(text)
    if not root or root[1].rpartition(":")[2] not in _ROOTS:
        name = f"<{root[1][:40]}>" if root else "something else"
        raise SourceError(f"not a feed but {name}", where=where, mend="Look the feed's address up.")
    whole, cut_off = _whole_items(text, root[1])
    tree = _tree(_mended(whole), where)
    items = [each for each in tree.iter("{*}item", "{*}entry") if _is_item(each)]
    try:
        shells = tuple(_shell(tree, each, max_text) for each in items[:max_items])
    except ValueError as error:  # a namespace that is no address
        raise SourceError(f"the feed cannot be read: {error}", where=where) from None
    return Document(shells, cut_off, max(0, len(items) - max_items))


def local_name(element: etree._Element) -> str:
    """The tag without namespace; also without a prefix that nothing declares, as damaged feeds have."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _is_item(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in ("channel", "RDF", "feed", "rss")


def _whole_items(text: str, root: str) -> tuple[str, bool]:
    """A feed without its closing tag was cut off: it is closed after the last whole item."""
    if re.search(rf"</{re.escape(root)}\s*>\s*(?><!--.*?-->\s*)*+\Z", text[-5000:], re.S):
        return text, False
    if re.search(rf"</{re.escape(root)}\s*>", text):
        # Something was appended after the end; what stands before it is whole.
        return text[: text.rindex(f"</{root}")] + f"</{root}>", False
    ends = [(each.end(), each[1]) for each in re.finditer(r"</((?:[\w.-]+:)?(?:item|entry))\s*>", text)]
    if not ends:
        opened = re.search(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", text)
        text = text[: opened.start()] if opened else text
        # Nothing whole: leave only the root's start tag.
        start = re.search(rf"<{re.escape(root)}(?:\s[^>]*)?>", text)
        return (text[: start.end()] if start else f"<{root}>") + f"</{root}>", True
    end = ends[-1][0]
    head = text[:end]
    inside_channel = head.rfind("<channel") > head.rfind("</channel")
    return head + ("</channel>" if inside_channel else "") + f"</{root}>", True


def _mended(text: str) -> str:
    """Control characters go; ampersands that start nothing are spelled out; HTML's entities become characters."""
    text = _CONTROL.sub(" ", text)
    parts = _CDATA.split(text)
    return "".join(part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_entity, part) for part in parts)


def _entity(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        good = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        return found[0] if good else " "
    if name in _XML_NAMES:
        return found[0]
    character = html.unescape(found[0]) if name else "&"
    return html.escape(character) if character != found[0] else "&amp;" + found[0][1:]


def _tree(text: str, where: str) -> etree._Element:
    for attempt in (text, _texts_escaped(text)):
        try:
            return etree.fromstring(attempt.encode(), _parser(recover=False))
        except etree.XMLSyntaxError as error:
            trouble = error.msg
    try:
        tree = etree.fromstring(_texts_escaped(text).encode(), _parser(recover=True))
    except etree.XMLSyntaxError:
        tree = None
    if tree is None or local_name(tree) not in _ROOTS:
        raise SourceError(f"the feed cannot be read: {trouble}", where=where)
    return tree


def _texts_escaped(text: str) -> str:
    """HTML that stands raw in a text element, and is no XML, becomes text: else one open <b> swallows the item."""
    pieces: list[str] = []
    done = 0
    never_closed: set[str] = set()
    for opening in _TEXT_ELEMENT.finditer(text):
        start, name = opening.end(), opening[1]
        if opening.start() < done or name in never_closed or text.startswith("<![CDATA[", start):
            continue
        end = text.find(f"</{name}>", start)
        if end < 0:
            never_closed.add(name)
            continue
        pieces += [text[done:start], text[start:end].replace("<", "&lt;")]
        done = end
    return "".join(pieces) + text[done:]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _shell(tree: etree._Element, item: etree._Element, max_text: int) -> bytes:
    """The item alone in a feed of its kind."""
    shell = etree.Element(tree.tag, nsmap=cast("dict[str, str]", tree.nsmap))
    parent = etree.SubElement(shell, "channel") if local_name(tree) == "rss" else shell
    alone = copy.deepcopy(item)
    alone.tail = None
    for each in alone.iter():
        _declare(each)
        if each.text and len(each.text) > max_text:
            each.text = each.text[:max_text]
        if each.tail and len(each.tail) > max_text:
            each.tail = each.tail[:max_text]
    parent.append(alone)
    etree.cleanup_namespaces(shell)
    return etree.tostring(shell, encoding="UTF-8")


def _declare(element: etree._Element) -> None:
    """Names with a prefix that nothing declares, as recovery leaves them, make a document that no parser takes."""
    if isinstance(element.tag, str) and ":" in element.tag and not element.tag.startswith("{"):
        element.tag = element.tag.rpartition(":")[2]
    for name in [str(each) for each in element.attrib]:
        if ":" in name and not name.startswith("{"):
            del element.attrib[name]
