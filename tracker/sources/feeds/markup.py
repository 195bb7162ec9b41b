"""Text out of what publishers put into titles and descriptions: HTML, escaped once or five times."""

from __future__ import annotations

import html
import re

from tracker.model.record import Section
from tracker.sources.text import tidy

_INLINE = (
    "i|b|u|em|strong|sub|sup|scp|small|big|span|a|font|q|cite|code|abbr|tt|s|strike|italic|bold|sc|monospace|xref"
    "|inline-formula|tex-math|alternatives|named-content|styled-content"
)
_BLOCK = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|td|th|tbody|thead|img|figure|figcaption|section|article|header"
    "|footer|title|sec|abstract|blockquote|pre|center|iframe|video|audio|source|object|embed|form|input|button"
    "|script|style|svg|path|math|mml:[a-z]+|disp-formula|label|caption|list|list-item|link|meta|html|body|head"
)
_ATTRIBUTES = r"(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))*"
_TAG = re.compile(rf"</?(?:jats:|ns\d:)?(?:{_INLINE}|{_BLOCK}){_ATTRIBUTES}\s*/?>", re.I)
_BLOCK_TAG = re.compile(rf"</?(?:jats:)?(?:{_BLOCK}){_ATTRIBUTES}\s*/?>", re.I)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_SUPERSCRIPT = re.compile(r"(?<=\d)<sup>\s*([-+−–]?\d+)\s*</sup>", re.I)
_HEADING = re.compile(
    r"<(h[1-6]|strong|b|jats:title|title|div class=\"boxTitle\")>\s*([^<>]{3,60}?)\s*:?\s*"
    r"</(?:h[1-6]|strong|b|jats:title|title|div)>",
    re.I,
)
_MOST_ESCAPED = 5

_LABELS = {
    "background", "objective", "objectives", "aim", "aims", "purpose", "introduction", "importance", "context",
    "method", "methods", "materials and methods", "patients and methods", "design", "study design", "setting",
    "design, setting, and participants", "participants", "patients", "intervention", "interventions", "exposure",
    "exposures", "main outcomes and measures", "main outcome measures", "outcomes", "measurements", "data sources",
    "study selection", "data extraction and synthesis", "data extraction", "search strategy", "findings", "result",
    "results", "main results", "main findings", "limitations", "conclusion", "conclusions",
    "conclusions and relevance", "discussion", "interpretation", "significance", "implications", "funding",
    "trial registration", "registration", "clinical trial registration", "background and aims",
    "background and objectives", "background and purpose", "background/aims", "rationale", "hypothesis", "summary",
    "clinical implications",
}  # fmt: skip
_PLAIN_LABEL = re.compile(r"(?:^|(?<=[.!?;)\]] ))([A-Z][A-Z ,/&-]{3,45}): +(?=\S)")


def plain(text: str) -> str:
    """One line without markup. "p<0.05" and "x < y" stay: only names that are tags are taken for tags."""
    for _ in range(_MOST_ESCAPED):
        stripped = _without_tags(text)
        unescaped = html.unescape(stripped)
        if unescaped == text:
            break
        text = unescaped
    return tidy(text)


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    import nh3

    text = _SUPERSCRIPT.sub(r"^\1", _CDATA.sub("", _COMMENT.sub(" ", text)))
    text = _BLOCK_TAG.sub(lambda found: f" {found[0]} ", text)
    # What is no tag is made safe first; the parser then takes away what is one, and the insides of scripts.
    kept: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        kept += [text[last : tag.start()].replace("<", "&lt;"), tag[0]]
        last = tag.end()
    kept.append(text[last:].replace("<", "&lt;"))
    cleaned = nh3.clean("".join(kept), tags=set(), clean_content_tags={"script", "style", "iframe", "object", "svg"})
    # nh3 gives HTML back: its own escapes are undone here, those of the text in the next round.
    return cleaned.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def sections(markup: str) -> tuple[Section, ...]:
    """An abstract in its parts, by its headings or by "METHODS: …" at the start of its paragraphs."""
    markup = re.sub(r"\s+", " ", markup)  # long runs of blanks make patterns slow
    while re.search(r"&(amp;)*lt;/?(p|div|span|h\d|b|strong|jats)", markup[:2000], re.I):
        unescaped = html.unescape(markup)
        if unescaped == markup:
            break
        markup = unescaped
    label, found, last = "", [], 0
    for heading in _HEADING.finditer(markup):
        words = tidy(html.unescape(heading[2])).rstrip(".:")
        if words.lower() not in _LABELS and words.lower() not in ("abstract", "summary"):
            continue
        found.append((label, markup[last : heading.start()]))
        label, last = ("" if words.lower() == "abstract" else words), heading.end()
    found.append((label, markup[last:]))
    parts: list[Section] = []
    for label, piece in found:
        for paragraph in re.split(r"</p>|<br\s*/?>\s*<br\s*/?>", piece):
            for own_label, text in _by_labels(plain(paragraph).removeprefix(": ").strip()):
                if text:
                    parts.append(Section(text, own_label or label))
                    label = ""
    return tuple(parts)


def _by_labels(text: str) -> list[tuple[str, str]]:
    """ "BACKGROUND: … METHODS: …" taken apart: a result must not stand under the label before it."""
    found, label, last = [], "", 0
    for opening in _PLAIN_LABEL.finditer(text):
        if opening[1].lower() in _LABELS:
            found.append((label, text[last : opening.start()].strip()))
            label, last = opening[1], opening.end()
    found.append((label, re.sub(r"^Abstract(?: |: )(?=[A-Z])", "", text[last:].strip())))
    return found
