"""Signs what a link carries, so that nobody can make one up, and so that it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

JOIN, CHANGE = "join", "preferences"
"""What links are signed for."""

TO_CONFIRM = timedelta(days=2)
TO_CHANGE = timedelta(days=60)
"""How long the link to one's preferences works: every mail brings a new one."""


class Signing:
    """key: the store's secret. Each purpose has signatures of its own: a link for one opens no other."""

    def __init__(self, key: str, clock: Callable[[], datetime]) -> None:
        class Signer(TimestampSigner):
            def get_timestamp(self) -> int:
                return int(clock().timestamp())

        self._signer: type[TimestampSigner] = Signer
        self._key = key

    def sign(self, purpose: str, value: object) -> str:
        """value: anything that JSON can hold."""
        return str(self._for(purpose).dumps(value))

    def read(self, purpose: str, signed: str, within: timedelta) -> Any | None:
        """None for what was not signed here, for something else, or too long ago."""
        try:
            return self._for(purpose).loads(signed, max_age=int(within.total_seconds()))
        except BadData:
            return None

    def _for(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt=purpose, signer=self._signer)
