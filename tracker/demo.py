"""The whole round on one machine: stand-ins for the outside world, fictional records, and a few weeks of life."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app import App
from tracker.app.build import store_file
from tracker.app.files import Files, shipped
from tracker.errors import MailError, UsageError
from tracker.model.receipt import SourceStatus

if TYPE_CHECKING:
    from tracker.registry.load import Registry
    from tracker.registry.sections import Settings
    from tracker.standins.mailbox import Letter
    from tracker.standins.world import World

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class DemoFiles(Files):
    """The real files, with the addresses of the stand-ins and the demo's own feeds."""

    world: World

    def settings(self) -> Settings:
        from tracker.registry.sections import Settings

        plain = Settings()
        return replace(
            plain,
            operator=replace(plain.operator, address="operator@example.org"),
            pubmed=replace(plain.pubmed, base_url=self.world.entrez.eutils_url, baseline_days=365),
            http=replace(plain.http, allowed_private_hosts=("127.0.0.1",)),
            web=replace(plain.web, public_url="https://digest.example.org"),
            mail=replace(
                plain.mail,
                host=self.world.mailbox.host,
                port=self.world.mailbox.port,
                tls="none",
                sender="digest@example.org",
                list_id="digest.example.org",
            ),
        )

    def registry(self) -> Registry:
        from tracker.registry.articles import demo_articles
        from tracker.registry.load import load

        real = load(self.queries)
        # the must-finds are real papers, which a fictional literature does not hold
        topics = tuple(replace(topic, must_find=()) for topic in real.topics)
        # so are the works that the articles cite: an invented article has citations that can be looked up here
        articles = (*real.articles, *demo_articles(self.queries / "demo"))
        return replace(real, feeds=self.world.feeds(), topics=topics, articles=articles)


class DemoClock:
    """Stands at the world's Monday; pauses asked of it pass at once."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @property
    def ticks(self) -> float:
        return self.now.timestamp()


def run_demo(files: Files, folder: Path | None = None, *, faults: bool = False, say: Say) -> int:
    """Live through the demo's weeks. Returns 0 when all sources answered and every digest was taken.

    faults: on the weeks' Mondays much goes wrong, and on the next day all is well; returns the last day's exit code.
    Leaves, per week, each digest as .html, .txt and .eml, and the database, in `folder` (state/demo), which is emptied.
    """
    from tracker.standins.badweeks import all_well, bad_week
    from tracker.standins.world import World

    if not (files.queries / "demo").is_dir():
        raise UsageError(
            "holds no fictional world to live through",
            where=str(files.queries / "demo"),
            mend="`init` writes a small one to begin with; --queries names another folder.",
        )
    folder = folder or files.state or files.settings_file.parent / "state" / "demo"
    _empty(folder)
    clock = DemoClock(datetime(2000, 1, 1, tzinfo=UTC))
    with World(files.queries / "demo", mesh=files.registry().mesh, ticks=lambda: clock.ticks) as world:
        clock.now = world.now
        shown = DemoFiles(files.settings_file, files.queries, files.templates, folder, world)
        app = App(shown, clock=clock, sleep=clock.sleep)
        say(f"Everything here is fictional: {len(world.week(world.weeks).records())} records, invented for the demo.")
        worst = 0
        for week in range(world.weeks + 1):
            world.week(week)
            clock.now = max(world.now, clock.now)
            say(f"\n--- {'The baseline' if week == 0 else f'Week {week}'}: {clock.now:%A, %d %B %Y} ---")
            trouble = bad_week(world, week) if faults else ()
            for one in trouble:
                say(f"  ! {one}")
            worst = _live(app, world, week, folder, say) or worst
            if trouble:
                _tell_status(app, say)
                all_well(world)
                clock.now += timedelta(days=1)
                say(f"\n  {clock.now:%A}: all is well again.")
                worst = _live(app, world, week, folder, say)
            if week == 0:
                _join(app, world, folder, say)
        say("\nA second run at the same moment:")
        before = len(world.mailbox.letters)
        app.tick()
        say(f"  {len(world.mailbox.letters) - before} mails, nothing is announced twice.")
        _tell_manners(world, say)
        _tell_cited(app, say)
    say(f"\nLeft for you: {folder}/week-*/*.html, .txt and .eml, and {store_file(folder)}")
    own = "" if files.queries == shipped() / "queries" else f"--queries {files.queries} "
    say(f"Look around: python daemon.py {own}--state {folder} claims | search WORDS | show PMID | status")
    return worst


def _empty(folder: Path) -> None:
    """Only what an earlier demo made: a folder with anything else in it is left alone, and refused."""
    if folder.exists():
        for path in folder.iterdir():
            if path.is_dir() and path.name.startswith("week-"):
                shutil.rmtree(path)
            elif path.name.startswith(store_file(folder).name):
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _live(app: App, world: World, week: int, folder: Path, say: Say) -> int:
    """One tick of the daemon, as the scheduler makes it: an error is said, and ends nothing."""
    before = len(world.mailbox.letters)
    try:
        code = app.tick()
    except MailError as error:
        say(f"  The tick ended with: {error}")
        code = 5
    _tell(app, world, week, before, folder, say)
    return code


def _tell_status(app: App, say: Say) -> None:
    """Of `status`, what is not as it should be, and what waits."""
    view = app.look.status()
    told = [
        f"{title}: {status}, last complete {good}"
        for title, status, _, good, _ in view.sources
        if status not in (SourceStatus.OK, SourceStatus.UNCHANGED)
    ]
    waiting = dict(view.facts)["digests not yet sent"]
    say(f"  `status` then: {'; '.join([*told, f'digests not yet sent: {waiting}'])}")


def _join(app: App, world: World, folder: Path, say: Say) -> None:
    for address, preferences in world.subscribers:
        app.readers.add(address, preferences, welcome=True)
    say(f"{len(world.subscribers)} readers subscribe; nothing of the baseline is announced to them.")
    app.plan()
    app.send()
    _tell_mails(world, 0, 0, folder, say)


def _tell(app: App, world: World, week: int, before: int, folder: Path, say: Say) -> None:
    with app.store(read_only=True) as store:
        receipt = store.receipts.last("fetch")
        for outcome in receipt.outcomes if receipt else ():
            new = "unknown" if outcome.new is None else outcome.new
            say(
                f"  {outcome.title}: {outcome.status.value}, {new} new"
                + (f" ({outcome.message})" if outcome.message else "")
            )
    _tell_mails(world, week, before, folder, say)


def _tell_mails(world: World, week: int, before: int, folder: Path, say: Say) -> None:
    for letter in world.mailbox.letters[before:]:
        path = _keep(folder / f"week-{week}", letter)
        say(f"  mail to {letter.recipients[0]}: {letter.message['Subject']}  [{path.name}]")


def _keep(folder: Path, letter: Letter) -> Path:
    """The mail as it arrived, and its two parts beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{letter.recipients[0]}.eml"
    path.write_bytes(letter.raw)
    for part in letter.message.walk():
        ending = {"text/plain": ".txt", "text/html": ".html"}.get(part.get_content_type())
        if ending:
            path.with_suffix(ending).write_text(part.get_content(), encoding="utf-8")
    return path


def _tell_cited(app: App, say: Say) -> None:
    """Only an invented article cites works that are in this world; not every world has one."""
    from tracker.registry.articles import demo_articles

    cited = [one for article in demo_articles(app.files.queries / "demo") for one in app.look.article(article.id).cited]
    if cited:
        say("\nThe works that the invented article cites:")
    for one in cited:
        known = [grave.upper() for grave in one.grave]
        known += [f"printed otherwise: {', '.join(one.mismatches)}"] if one.mismatches else []
        known += [f"newly cited by {new.title}" for new in one.citing]
        found = f"is {one.url}" if one.title else "is not known to PubMed"
        say(f"  {one.citation[:48]}... {found}{''.join(f'; {words}' for words in known)}")


def _tell_manners(world: World, say: Say) -> None:
    complaints = world.entrez.complaints
    say(
        f"  PubMed's stand-in was asked {len(world.entrez.requests)} times"
        + (f" and complains: {complaints}" if complaints else " and has no complaint.")
    )
