"""A mail server that takes everything, in a process of its own, so that its work is not counted:
`with running(0.02) as port`.

It is plain sockets; PIPELINING is offered. Each answer is on its way for as long as is asked for: what came together is
answered together.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

HELLO = b"250-sink.example\r\n250-PIPELINING\r\n250 SIZE 50000000\r\n"
END = b"\r\n.\r\n"


class _Dialogue(asyncio.Protocol):
    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._held = b""
        self._in_mail = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._later(b"220 sink.example\r\n")

    def data_received(self, data: bytes) -> None:
        answers = []
        self._held += data
        while True:
            if self._in_mail:
                end = self._held.find(END)
                if end < 0:
                    self._held = self._held[-len(END) :]
                    break
                self._held, self._in_mail = self._held[end + len(END) :], False
                answers.append(b"250 2.0.0 taken\r\n")
                continue
            line, end_of_line, rest = self._held.partition(b"\r\n")
            if not end_of_line:
                break
            self._held, word = rest, line[:4].upper()
            self._in_mail = word == b"DATA"
            answers.append(
                {b"EHLO": HELLO, b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 2.1.0 fine\r\n")
            )
            if self._in_mail:
                self._held = b"\r\n" + self._held  # a mail may be its end alone
        if answers:
            self._later(b"".join(answers))

    def _later(self, words: bytes) -> None:
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._transport.write, words)  # type: ignore[attr-defined]
        else:
            self._transport.write(words)  # type: ignore[attr-defined]


def _serve(delay: float, tell: Connection) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: _Dialogue(delay), "127.0.0.1", 0)
        tell.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def running(delay: float = 0.0) -> Iterator[int]:
    """delay: seconds. Gives the port."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(delay, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        # not waited for: an ended child's work would count as the contender's
