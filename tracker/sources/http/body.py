"""Reading a body that may be too big, cut off, or packed to explode."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from tracker.sources.trouble import TooMuch

_STEP = 64 * 1024


def bounded(chunks: Iterable[bytes], limit: int, where: str) -> bytes:
    """All chunks as one, or TooMuch beyond `limit` bytes."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooMuch(f"the reply is larger than {limit} bytes", where=where)
    return bytes(body)


def unpack(body: bytes, encoding: str, limit: int, where: str) -> bytes:
    """Undo a Content-Encoding ("gzip", "deflate", "" or "identity") into at most `limit` bytes."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding in ("gzip", "x-gzip"):
        return _inflate(body, 16 + zlib.MAX_WBITS, limit, where)
    if encoding == "deflate":
        zlib_header = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflate(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS, limit, where)
    raise TooMuch(f"the reply is packed in a way we did not ask for: {encoding[:40]!r}", where=where)


def _inflate(body: bytes, window: int, limit: int, where: str) -> bytes:
    plain = bytearray()
    while body:
        machine = zlib.decompressobj(window)
        rest = body
        try:
            while rest and not machine.eof:
                plain += machine.decompress(rest, min(_STEP, limit + 1 - len(plain)))
                rest = machine.unconsumed_tail
                if len(plain) > limit:
                    raise TooMuch(f"the reply unpacks to more than {limit} bytes", where=where)
            plain += machine.flush()
        except zlib.error:
            raise TooMuch("the packed reply is damaged", where=where, retryable=True) from None
        if not machine.eof:
            raise TooMuch("the packed reply is cut off", where=where, retryable=True)
        body = machine.unused_data.lstrip(b"\0")
    return bytes(plain)
