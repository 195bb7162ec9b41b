"""How values are printed: for people through rich, for machines as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import console, escape

if TYPE_CHECKING:
    from tracker.app import App, FetchResult
    from tracker.app.views import ArticleView, ClaimRow, ClaimView, EvidenceView
    from tracker.model.digest import StudyCard
    from tracker.model.receipt import Receipt
    from tracker.rules.score import Score

STYLE = {"ok": "green", "unchanged": "green", "partial": "yellow"}
"""By the answer of a source; every other one is red."""


def fetch_result(result: FetchResult, app: App, *, dry_run: bool) -> None:
    out = console()
    titles = {topic.id: topic.title for topic in app.registry.topics}
    for card in result.cards:
        study(card, titles)
    receipt(result.receipt)
    if result.baseline:
        out.print(
            f"{result.baseline} record(s) are baseline: there before the watch began, kept in silence. "
            "They are never announced as new; --since announces."
        )
    if dry_run:
        out.print("Dry run: nothing was kept.")


def study(card: StudyCard, titles: dict[str, str]) -> None:
    out = console()
    out.print(f"[bold]{escape(card.title)}[/bold]")
    where = " · ".join(filter(None, [card.authors, card.journal, card.published]))
    if where:
        out.print(f"  {escape(where)}", style="dim")
    topics = ", ".join(titles.get(topic, topic) for topic in card.topics)
    badges = f" [{', '.join(card.badges)}]" if card.badges else ""
    out.print(f"  {escape(card.plain + badges)}")
    if topics:
        out.print(f"  Topics: {escape(topics)}")
    for line in card.lines:
        out.print(f"  [cyan]{escape(line.reading)}[/cyan]: {escape(line.statement)}")
        out.print(f"    {escape(line.words)}")
        out.print(f"    “{escape(line.quote)}”", style="italic")
    if not card.lines:
        if card.quote:
            out.print(f"  “{escape(card.quote)}”", style="italic")
        out.print(f"  No verdict: {escape(card.why_no_verdict)}")
    out.print(f"  {card.pubmed_url or card.doi_url or card.source_url}\n", style="blue")


def card_data(card: StudyCard) -> dict[str, Any]:
    return asdict(card)


def receipt(value: Receipt) -> None:
    from rich.table import Table

    table = Table(title=f"{value.job} at {value.started:%Y-%m-%d %H:%M} UTC", title_justify="left", box=None)
    for heading in ("source", "answer", "received", "on topic", "new", "silent", "updated", "requests", ""):
        table.add_column(
            heading,
            justify="right" if heading in ("received", "on topic", "new", "silent", "updated", "requests") else "left",
        )
    for outcome in value.outcomes:
        table.add_row(
            escape(outcome.title),
            f"[{STYLE.get(outcome.status.value, 'red')}]{outcome.status.value}[/]",
            *map(_number, (outcome.received, outcome.on_topic, outcome.new, outcome.silent, outcome.updated)),
            str(outcome.requests),
            escape("; ".join(filter(None, [outcome.window, outcome.message]))),
        )
    console().print(table)


def _number(value: int | None) -> str:
    return "unknown" if value is None else str(value)


def receipt_data(value: Receipt) -> dict[str, Any]:
    return asdict(value)


def rows(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(*(escape(cell) for cell in line))
    console().print(table)


def claim_state(row: ClaimRow) -> str:
    """The strata side by side, never pooled."""
    if row.why_not_compared:
        return f"{row.standing.value}: {row.why_not_compared}"
    if not row.strata:
        return row.standing.value
    return "; ".join(f"{one.state} ({one.title})" if one.title else one.state for one in row.strata)


def claim(view: ClaimView) -> None:
    """What the articles say and where, its state by stratum, the studies with their quotes, its history."""
    out = console()
    out.print(f"[bold]{escape(view.row.statement)}[/bold]  ({view.row.id})")
    about = [
        f"Stands: {view.row.standing.value}",
        f"Supports: {view.supports}",
        f"Challenges: {view.challenges}",
        *(f"Said in {one.title}: “{one.words}”" for one in view.said),
        *(f"In tension with {one.row.id}: {one.why}" for one in view.opposed),
    ]
    if view.row.why_not_compared:
        about.append(f"Not compared with studies: {view.row.why_not_compared}")
    for line in about:
        out.print(f"  {escape(line)}")
    for stratum in view.strata:
        out.print(f"\n[cyan]{escape(stratum.title)}[/cyan]: {escape(stratum.words)}")
        for design in stratum.designs:
            for one in design.studies:
                _evidence(one, design.title)
    if view.history:
        lines = [
            (f"{one.at:%Y-%m-%d}", one.stratum, one.before, one.after, one.because.title if one.because else one.reason)
            for one in view.history
        ]
        rows(("when", "stratum", "was", "now", "because"), lines)


def article(view: ArticleView) -> None:
    """Its sentences, those to look at again first with what speaks against them, and the works it cites."""
    out = console()
    out.print(f"[bold]{escape(view.row.title)}[/bold]  ({view.row.id})")
    out.print(f"  {escape(view.own_making)}")
    out.print(f"  {view.row.look_again} of its {view.row.sentences} passages to look at again.")
    for sentence in view.sentences:
        out.print(f"\n“{escape(sentence.words)}”  [cyan]{escape(sentence.row.standing.value)}[/cyan]")
        out.print(f"  {escape(sentence.row.statement)}  ({sentence.row.id})")
        for one in sentence.against:
            _evidence(one, one.design)
        for other in sentence.opposed:
            out.print(f"  Another article says otherwise: {escape(other.why)}")
    for cited in view.cited:
        out.print(f"\nCites: {escape(cited.citation)}")
        if not cited.title:
            asked = f"PubMed, asked on {cited.asked}, knows no such work" if cited.asked else "Not looked up yet"
            out.print(f"  {asked}: nothing is known of a retraction or correction.")
            continue
        out.print(f"  It is {cited.url}" + (f", looked at {cited.looked}" if cited.looked else ""))
        if cited.grave:
            out.print(f"  [bold red]{escape(', '.join(cited.grave).upper())}[/bold red]")
        for wrong in cited.mismatches:
            out.print(f"  Printed otherwise: {escape(wrong)}.")
        if cited.cited_by is not None:
            out.print(f"  Cited by {cited.cited_by} that PubMed knows; new since it is watched: {len(cited.citing)}")
        for new in cited.citing:
            out.print(f"    {new.first}  {escape(new.title)}  {new.url}")


def _evidence(one: EvidenceView, design: str) -> None:
    out = console()
    marks = ", ".join([design.lower(), one.reading, *one.marks, *([] if one.counts else ["moves nothing"])])
    out.print(f"  {escape(one.card.title)} ({escape(marks)})")
    out.print(f"    {escape(one.words)}")
    out.print(f"    “{escape(one.quote)}”", style="italic")
    out.print(f"    {one.card.pubmed_url or one.card.doi_url or one.card.source_url}", style="blue")


def score(found: Score) -> None:
    """Totals first, then by stance, claim and rule; the wrong pairs last."""
    total = found.total
    click.echo(
        f"{found.rows} abstracts, {total.due} verdicts due, {total.said} given: "
        f"precision {_share(total.precision)}, recall {_share(total.recall)}."
    )
    click.echo(f"Reversed: {len(found.reversed)}. Quotes that do not stand in the text: {len(found.inexact)}.")
    counts = found.fields
    for name in ("design", "species", "n"):
        if due := counts[f"{name} due"]:
            click.echo(f"{name}: {counts[f'{name} right']} of {due} right.")
    for title, tallies in (("stance", found.stances), ("claim", found.claims)):
        lines = [(id, str(one.due), str(one.said), str(one.right)) for id, one in sorted(tallies.items())]
        rows((title, "due", "given", "right"), lines)
    fired = sorted(found.rules.items(), key=lambda item: -item[1].said)
    rows(("rule", "given", "right"), [(id, str(one.said), str(one.right)) for id, one in fired])
    rows(("id", "claim", "given", "due"), found.wrong)


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3f}"
