"""E-utilities that take as long as NCBI's do, in a process of their own: `with running() as url`.

They hold made-up papers, as many as are asked for; a search finds those of its days, whatever its words. They serve
feeds too, which do not change: those under "feed/" answer a conditional request with 304, those under "deaf/" in full,
as many servers do. `url` + "asked" says how many requests there were, by kind.
Waiting is all they do beyond making the answers: the work is not counted as the contender's.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import multiprocessing
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from multiprocessing.connection import Connection
from urllib.parse import parse_qsl, urlsplit

from bench import made

SEARCH_SECONDS = 0.4
FETCH_SECONDS = 0.5
BYTES_A_SECOND = 2_000_000
"""Of one answer. 200 records of 13 kB are 1.8 seconds so."""


FEEDS = ("/feed/", "/deaf/")


def _feed(path: str, known: str) -> bytes:
    """known: the tag that the request brought. It is the answer's hash, as a file server's would be."""
    items = "".join(
        f"<item><title>Nothing about the subject, {n}</title><link>https://example.org{path}/{n}</link>"
        f"<guid>{path}{n}</guid></item>"
        for n in range(20)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if known == tag and not path.startswith("/deaf/"):
        return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nContent-Length: 0\r\n\r\n".encode()
    head = f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class _Holding:
    def __init__(self, count: int, slow: bool, share: int) -> None:
        self._count, self._slow, self._share = count, slow, share
        self._asked: Counter[str] = Counter()
        self._made: dict[int, bytes] = {}

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                length, known = 0, ""
                while (header := (await reader.readline()).strip().lower()) != b"":
                    if header.startswith(b"content-length:"):
                        length = int(header[15:])
                    if header.startswith(b"if-none-match:"):
                        known = header[14:].strip().decode()
                target = urlsplit(line.split()[1].decode())
                body = (await reader.readexactly(length)).decode()
                asked = dict(parse_qsl(target.query) + parse_qsl(body))
                if target.path.startswith(FEEDS):
                    self._asked["feed"] += 1
                    writer.write(_feed(target.path, known))
                    continue
                began = asyncio.get_running_loop().time()
                answer, seconds = self._answer(target.path.rpartition("/")[2], asked)
                if self._slow:
                    await asyncio.sleep(max(began + seconds - asyncio.get_running_loop().time(), 0))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n" % len(answer))
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, kind: str, asked: dict[str, str]) -> tuple[bytes, float]:
        if kind == "asked":
            return json.dumps(self._asked).encode(), 0
        self._asked[kind] += 1
        if kind == "efetch.fcgi":
            numbers = [int(pmid) - made.FIRST_PMID for pmid in asked["id"].split(",")]
            body = made.PROLOG.encode() + b"".join(map(self._article, numbers)) + b"</PubmedArticleSet>"
            return body, FETCH_SECONDS + len(body) / BYTES_A_SECOND
        return self._search(asked), SEARCH_SECONDS

    def _article(self, number: int) -> bytes:
        return made.article(number).encode()

    def _search(self, asked: dict[str, str]) -> bytes:
        named = {int(uid) for uid in re.findall(r"(\d+)\[uid\]", asked.get("term", ""))}
        if named:
            words = asked["term"].rpartition(" AND (")[0]
            known = named & {made.pmid(number) for number in range(self._count)}
            found = sorted(pmid for pmid in known if zlib.crc32(f"{words} {pmid}".encode()) % self._share == 0)
        else:
            start, end = _day(asked.get("mindate")), _day(asked.get("maxdate"))
            first = max((start - made.FIRST_DAY).days, 0) * made.A_DAY
            after = min(max((end - made.FIRST_DAY).days + 1, 0) * made.A_DAY, self._count)
            found = [made.pmid(number) for number in range(first, after)]
        ids = "".join(f"<Id>{pmid}</Id>" for pmid in found[: int(asked.get("retmax", 20))])
        return (f"<eSearchResult><Count>{len(found)}</Count><IdList>{ids}</IdList></eSearchResult>").encode()


def _day(text: str | None) -> date:
    return date(*map(int, text.split("/"))) if text else made.FIRST_DAY - timedelta(days=1)


def _serve(count: int, slow: bool, share: int, port: int, tell: Connection) -> None:
    async def run() -> None:
        server = await asyncio.start_server(_Holding(count, slow, share).talk, "127.0.0.1", port)
        tell.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def running(count: int, *, slow: bool = True, share: int = 1, port: int = 0) -> Iterator[str]:
    """count: papers that there are; share: a search among given papers finds one in so many, each search its own; port:
    0 for any that is free. Gives the base address, with its slash."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(count, slow, share, port, there), daemon=True)
    process.start()
    there.close()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        process.kill()
        # seen to have ended, and not collected: a collected child's work would count as the contender's
        os.waitid(os.P_PID, process.pid or 0, os.WEXITED | os.WNOWAIT)
