"""A reader's words made a full-text query that is nothing but words."""

from __future__ import annotations

import re

MOST_WORDS = 40
HAS_A_LETTER = re.compile(r"[^\W_]")


def phrase_query(words: str) -> str:
    """Each word as a quoted phrase, all of which have to occur; "" where there is no word to look for.

    Inside double quotes FTS5 reads no syntax at all (https://www.sqlite.org/fts5.html, "FTS5 Strings"); words without
    letter or digit are left out, as the tokenizer finds nothing in them.
    """
    clean = words.replace("\0", " ").encode("utf-8", "ignore").decode()
    found = [word for word in clean.replace('"', " ").split() if HAS_A_LETTER.search(word)]
    return " ".join(f'"{word}"' for word in found[:MOST_WORDS])
