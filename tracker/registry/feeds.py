"""feeds.yaml: the journals' feeds."""

from __future__ import annotations

from tracker.model.topic import Feed, PublisherKind
from tracker.registry.checked import checked_entries
from tracker.registry.folder import QueryFolder
from tracker.registry.searches import SearchReader
from tracker.registry.yamlfile import YamlFile

NAME = "feeds.yaml"


def read_feeds(folder: QueryFolder, searches: SearchReader) -> tuple[Feed, ...]:
    """The feeds, each fallback search filled in like a topic's."""
    from tracker.registry.schema import NAME_MEND, FeedEntry, name_problem

    file = folder.read(NAME)
    if not file.readable:
        return ()
    entries, problems = checked_entries(file, FeedEntry, "feed")
    folder.findings.add(problems)
    feeds = []
    for id, entry in entries.items():
        if wrong := name_problem(id, "feed"):
            folder.findings.error(file.at_key((id,), wrong, NAME_MEND))
        fallback = searches.read(file, (id, "fallback"), entry.fallback) if entry.fallback.strip() else ""
        feeds.append(
            Feed(
                id=id,
                title=entry.title,
                url=entry.url,
                issn=entry.issn,
                publisher=entry.publisher,
                preprint=entry.preprint,
                verified=entry.verified,
                fallback=fallback or "",
                note=entry.note,
            )
        )
    _check_addresses(file, feeds, folder)
    return tuple(feeds)


def _check_addresses(file: YamlFile, feeds: list[Feed], folder: QueryFolder) -> None:
    first: dict[str, str] = {}
    for feed in feeds:
        same = first.setdefault(feed.url, feed.id)
        if same != feed.id:
            message = f"'{feed.id}' has the same address as '{same}'."
            folder.findings.error(file.at_value((feed.id, "url"), message, "Take one of them out."))
        if not feed.fallback and not feed.preprint and feed.publisher is not PublisherKind.PUBMED:
            # Preprints are left out: few of them are in PubMed. A feed made by PubMed is its own fallback.
            message = f"'{feed.id}' has no fallback: if its server blocks us, the journal is not covered by itself."
            mend = "Add a PubMed journal search: fallback: '\"Name\"[ta]'."
            folder.findings.warn(file.at_key((feed.id,), message, mend))
