"""Values from outside on their way into a template."""

from __future__ import annotations

import pytest

from tracker.render.environment import WIDTH, clean, count, http, wrap


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://doi.org/10.5555/a", "https://doi.org/10.5555/a"),
        ("http://localhost:8080/x?a=1&b=2#c", "http://localhost:8080/x?a=1&b=2#c"),
        ("https://doi.org/10.1002/(SICI)1<1::AID-X1>3.0;2-X", "https://doi.org/10.1002/(SICI)1%3C1::AID-X1%3E3.0;2-X"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//host.example/x", ""),
        ("https://", ""),
        ("https://user:secret@host.example/", ""),
        ("https://host.example/\u202e", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, link: str) -> None:
    """F39: all else is dropped; what an address may not hold is percent-encoded."""
    assert http(url) == link


def test_clean_makes_one_line_without_placeholders() -> None:
    """Control characters become a space; a token of ours is broken."""
    assert clean("a\r\nb\x00c\u2028d %LINK:view%") == "a b c d % LINK:view%"


def test_wrap_keeps_the_width_and_addresses_whole() -> None:
    """A long address takes a line of its own."""
    url = "https://host.example/" + "x" * 100
    lines = wrap("word " * 30 + url, "> ", "> ").splitlines()
    assert lines[-1] == f"> {url}"
    assert all(len(row) <= WIDTH and row.startswith("> ") for row in lines[:-1])


def test_count() -> None:
    """One, several, thousands."""
    assert [count(1, "study", "studies"), count(1204, "run")] == ["1 study", "1,204 runs"]
