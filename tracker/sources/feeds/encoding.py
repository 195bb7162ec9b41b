"""Bytes into characters: byte order mark, then UTF-8 if it fits, then what the feed and the server say."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REALLY_WINDOWS = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9._-]{1,40})", re.I)


def charset_of(content_type: str) -> str:
    """The charset of a Content-Type header, or ""."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def decoded(body: bytes, charset: str) -> str:
    """Never fails: what fits nothing is read as windows-1252, with marks where a byte means nothing.

    A declared encoding comes after UTF-8, for text in another encoding is almost never valid UTF-8, while feeds
    that wrongly declare another one are common. HTML's rule: "iso-8859-1" and "ascii" mean windows-1252.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    if body[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0"):
        return body.decode("utf-16-le", "replace")
    if body[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f"):
        return body.decode("utf-16-be", "replace")
    declared = _DECLARED.search(body[:500])
    for name in ("utf-8", declared[1].decode() if declared else "", charset):
        try:
            return body.decode("windows-1252" if name.lower() in _REALLY_WINDOWS else name or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8" if _mostly_utf8(body) else "windows-1252", "replace")


def _mostly_utf8(body: bytes) -> bool:
    """True for UTF-8 with a few broken bytes, as where it was cut off."""
    text = body.decode("utf-8", "replace")
    foreign = sum(1 for character in text if ord(character) > 127)
    return text.count("\ufffd") * 4 < foreign
