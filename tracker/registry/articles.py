"""articles.yaml: the lay articles whose claims are tracked."""

from __future__ import annotations

from pathlib import Path

from tracker.model.claim import Article, CitedWork
from tracker.registry.checked import checked_entries
from tracker.registry.findings import Findings
from tracker.registry.folder import QueryFolder

NAME = "articles.yaml"


def read_articles(folder: QueryFolder) -> tuple[Article, ...]:
    from tracker.registry.schema import ArticleEntry

    file = folder.read(NAME)
    if not file.readable:
        return ()
    entries, problems = checked_entries(file, ArticleEntry, "article")
    folder.findings.add(problems)
    return tuple(
        Article(
            id=id,
            title=entry.title,
            publisher=entry.publisher.strip(),
            own_making=entry.own_making,
            cites=tuple(CitedWork(**cited.model_dump()) for cited in entry.cites),
        )
        for id, entry in entries.items()
    )


def demo_articles(path: Path) -> tuple[Article, ...]:
    """Those of a fictional world's folder, if it has any. Raises FilesError."""
    folder = QueryFolder(path, Findings())
    found = read_articles(folder) if (path / NAME).exists() else ()
    folder.findings.raise_errors()
    return found
