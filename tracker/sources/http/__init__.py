"""One guarded HTTP client for all sources.

It goes to http and https addresses only, and connects to exactly the address that it has checked; it bounds the
time of a whole request and the size of a reply, on the wire and unpacked; it follows redirects by hand.
"""

from tracker.sources.http.client import HttpClient
from tracker.sources.http.response import HttpOptions, Response

__all__ = ["HttpClient", "HttpOptions", "Response"]
