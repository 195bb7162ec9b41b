"""The headers of every reply: nothing is loaded, kept, framed, indexed, or told to the next site."""

from __future__ import annotations


def strict_headers(style_source: str) -> dict[str, str]:
    """style_source: the one stylesheet that a page may use, as in a Content-Security-Policy.

    An address of a page holds a reader's token: so no referrer, no store, no index.
    """
    policy = (
        "default-src 'none'",
        f"style-src {style_source}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def open_headers(*, index: bool) -> dict[str, str]:
    """What a page that shows the same to everyone may do beyond that: be kept for a while, and be found."""
    robots = {"X-Robots-Tag": "all"} if index else {}
    return {"Cache-Control": "max-age=300", **robots}
