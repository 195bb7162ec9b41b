"""A whole week, from the papers to the mails: beside what one would write first, with the usual libraries."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import made, ncbi, sink
from bench.measure import Contender, Figure
from bench.row import Row, below

TITLE = "a whole week: 16 topics, 300 new papers, 30 feeds, 5,000 readers"
BEFORE, NEW, FEEDS, READERS, WISHES = 1_000, 300, 30, 5_000, 20
USUAL_READERS = 40
"""So many for the usual way, whose readers cost the same each; its papers are measured apart."""
USUAL_CARDS = 100
"""As many as make a mail of the size of the tracker's: 117 kB, 83 of them HTML, beside 123 and 91."""
MONDAY = datetime(2026, 1, 26, 12, tzinfo=UTC)
NEXT = datetime(2026, 2, 2, 12, tzinfo=UTC)
"""When the new papers are there, by the days that they are made for."""


def app(folder: Path, url: str, now: datetime, *, mail_port: int = 25, feeds_of: str = "feed") -> Any:
    """The shipped files, with feeds of our own. feeds_of: which of the stand-in's feeds, see `bench/ncbi.py`."""
    from tracker.app import App
    from tracker.app.files import Files

    queries = folder / "queries"
    if not queries.exists():
        shutil.copytree(Files.find().queries, queries)
    feeds = (
        f"made-{n}:\n  title: Made-up Letters {n}\n  url: {url}{feeds_of}/{n}.xml\n  publisher: other\n"
        for n in range(FEEDS)
    )
    (queries / "feeds.yaml").write_text("".join(feeds))
    settings = folder / "settings.yaml"
    settings.write_text(
        f"operator:\n  address: operator@example.org\npubmed:\n  base_url: {url}\n  baseline_days: 365\n"
        "http:\n  allowed_private_hosts: [127.0.0.1]\n"
        f"mail:\n  host: 127.0.0.1\n  port: {mail_port}\n  tls: none\n  from: digest@example.org\n  per_hour: 1000000\n"
    )
    files = Files.find(settings=settings, queries=queries, state=folder / "state")
    return App(files, clock=lambda: now, sleep=lambda _seconds: None)


def prepare(folder: Path, scale: float) -> None:
    """Papers of before are stored and read; readers joined."""
    readers = max(round(READERS * scale), USUAL_READERS)
    with ncbi.running(BEFORE, slow=False) as url:
        one = app(folder, url, MONDAY)
        one.fetch()
        topics = [topic.id for topic in one.registry.topics]
        with one.store() as store, store.atomic():
            for number in range(readers):
                wish = one.readers.preferences(topics=topics[: number % WISHES % len(topics) + 1], weekday=0, hour=7)
                store.subscribers.add(f"r{number}@example.org", wish, token=f"{number:032}", at=MONDAY)
    (folder / "readers").write_text(str(readers))


def tracker(folder: Path) -> Generator[None, None, int]:
    readers = int((folder / "readers").read_text())
    with ncbi.running(BEFORE + NEW, slow=False) as url, sink.running() as port:
        work = folder.parent / f"{folder.name}-week"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        one = app(work, url, NEXT, mail_port=port)
        yield
        found = one.fetch()
        planned = one.plan()
        sent = one.send()
        shutil.rmtree(work)
    if len(found.cards) != NEW or sent.accepted != planned or planned < readers:
        raise SystemExit(f"{len(found.cards)} new, {planned} planned, {sent}")
    return readers


def papers(folder: Path) -> Generator[None, None, int]:
    """Entrez.read, and each record put in alone."""
    import io
    import json
    import sqlite3

    from Bio import Entrez

    body = made.reply(range(BEFORE, BEFORE + NEW))
    db = sqlite3.connect(folder / "usual.db")
    db.execute("CREATE TABLE IF NOT EXISTS paper (pmid INTEGER PRIMARY KEY, title TEXT, abstract TEXT, body TEXT)")
    yield
    for article in Entrez.read(io.BytesIO(body))["PubmedArticle"]:
        citation = article["MedlineCitation"]
        text = " ".join(str(part) for part in citation["Article"]["Abstract"]["AbstractText"])
        row = (int(citation["PMID"]), str(citation["Article"]["ArticleTitle"]), text, json.dumps(citation, default=str))
        db.execute("INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?)", row)
        db.commit()
    return NEW


CARD = """<tr><td class="card"><h3 class="title"><a href="{{ paper.url }}">{{ paper.title }}</a></h3>
<p class="meta">{{ paper.journal }}</p><p class="quote">{{ paper.quote }}</p>
<p class="badges"><span class="badge">RCT</span> <span class="badge">people</span></p></td></tr>"""
PAGE = (
    "<html><head><style>.card{padding:12px;border:1px solid #ccd}.title{font-size:16px;color:#123}.meta{color:#567}"
    ".quote{font-style:italic;color:#222}.badge{background:#eef;padding:2px 4px}p{margin:4px 0}</style></head><body>"
    "<h1>Digest</h1><table>{% for paper in papers %}" + CARD + "{% endfor %}</table>"
    '<p class="meta"><a href="https://example.org/leave/{{ reader }}">Leave</a></p></body></html>'
)


def mails(folder: Path) -> Generator[None, None, int]:
    """Each reader's page drawn and inlined, each mail built by EmailMessage and sent over a connection of its own."""
    import smtplib
    from email.message import EmailMessage

    import jinja2
    import premailer

    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    shown = [
        {
            "title": made.title(n), "journal": "J Imag Sci", "url": f"https://example.org/{n}",
            "quote": made.sections(n)[2][1][:250],
        }
        for n in range(BEFORE, BEFORE + USUAL_CARDS)
    ]  # fmt: skip
    with sink.running() as port:
        yield
        for reader in range(USUAL_READERS):
            message = EmailMessage()
            message["From"], message["To"] = "digest@example.org", f"r{reader}@example.org"
            message["Subject"] = "Digest"
            message.set_content("\n\n".join(f"{one['title']}\n{one['quote']}" for one in shown))
            html = premailer.transform(template.render(papers=shown, reader=reader))
            message.add_alternative(html, subtype="html")
            with smtplib.SMTP("127.0.0.1", port) as connection:
                connection.send_message(message)
    return USUAL_READERS


OURS, PAPERS, MAILS = "tracker, the week", "the usual way: papers", "the usual way: readers"
CONTENDERS = (Contender(OURS, tracker), Contender(PAPERS, papers), Contender(MAILS, mails, peer=True))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    ours = figures[OURS]
    memory = below(f"memory of a week with {ours.items:,} readers", ours.peak, 300, "MB")
    if PAPERS not in figures:
        return [Row("a week against the usual way", ">= 15x", "the peers are not installed", None), memory]
    usual = {
        kind: getattr(figures[PAPERS], kind) + getattr(figures[MAILS], kind) * ours.items / figures[MAILS].items
        for kind in ("wall", "cpu")
    }
    ratio = usual["cpu"] / ours.cpu
    words = (
        f"{ratio:.1f}x by CPU, {usual['wall'] / ours.wall:.1f}x by wall "
        f"({usual['cpu']:.0f} against {ours.cpu:.0f} s of CPU)"
    )
    return [Row(f"a week with {ours.items:,} readers against the usual way", ">= 15x", words, ratio >= 15), memory]
