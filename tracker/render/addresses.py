"""What pages are called. An address is seen by others than its reader: it names neither a drug nor an illness."""

from __future__ import annotations

import hashlib


def page_name(id: str) -> str:
    """Of a claim or a topic: the same for ever as long as its id stays."""
    return hashlib.blake2b(id.encode(), digest_size=5).hexdigest()
