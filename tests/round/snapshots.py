"""Some of the demo's mails as they were last looked at, part by part.

    python -m tests.round.snapshots

makes them afresh: look at what `git diff tests/round/mails` says before it is kept.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

from tracker.app.files import Files
from tracker.demo import run_demo

KEPT = Path(__file__).parent / "mails"
MAILS = (
    (0, "depression-and-trauma@example.org"),
    (1, "headache@example.net"),
    (2, "headache@example.net"),
    (2, "alerts@example.org"),
    (3, "depression-and-trauma@example.org"),
    (3, "alerts@example.org"),
)
"""The first mail, a short week, an empty one, alerts alone, and a whole digest with a retraction."""

_SECRET = re.compile(r"(/leave/|/preferences/|/digests/|leave%20)[\w=-]+(?:\.(?!html)[\w=-]+)*")


def parts(folder: Path) -> Iterator[tuple[str, str]]:
    """(file name, text) of subject, text and HTML of each; what in a link is drawn by lot, or a hash, reads TOKEN."""
    for week, reader in MAILS:
        name = f"{week}-{reader.partition('@')[0]}"
        mail = folder / f"week-{week}" / f"{reader}.eml"
        yield f"{name}.subject", str(message_from_bytes(mail.read_bytes(), policy=policy.default)["Subject"]) + "\n"
        for body in (mail.with_suffix(".txt"), mail.with_suffix(".html")):
            if body.exists():  # who wants text only has no other
                yield name + body.suffix, _SECRET.sub(r"\1TOKEN", body.read_text(encoding="utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert run_demo(Files.find(), Path(folder), say=lambda _: None) == 0
        KEPT.mkdir(exist_ok=True)
        for old in KEPT.iterdir():
            old.unlink()
        for name, text in parts(Path(folder)):
            (KEPT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
