"""Feeds for the tests, written by hand."""

from __future__ import annotations

HEAD = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>J Invent Sleep</title>'
END = "</channel></rss>"


def item(number: int, title: str = "", extra: str = "") -> str:
    return (
        f"<item><title>{title or f'Paper {number}'}</title><link>https://journal.example/{number}</link>"
        f"<guid>10.5555/sleep.{number}</guid><pubDate>Mon, 02 Feb 2026 00:00:00 GMT</pubDate>{extra}</item>"
    )


def rss(*items: str) -> bytes:
    return (HEAD + "".join(items) + END).encode()
