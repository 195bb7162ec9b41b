"""topics/*.yaml: one watched indication a file; the file's name is the topic's id."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from tracker.errors import Problem
from tracker.model.topic import MustFind, Topic
from tracker.registry.checked import checked
from tracker.registry.folder import QueryFolder
from tracker.registry.searches import SearchReader
from tracker.registry.yamlfile import YamlFile

if TYPE_CHECKING:
    from tracker.registry.schema import MustFindEntry

NAME = "topics"


def read_topics(folder: QueryFolder, searches: SearchReader) -> tuple[tuple[Topic, ...], dict[str, YamlFile]]:
    """The topics by id, and the file of each (also of those that are wrong)."""
    files = {PurePath(file.name).stem: file for file in folder.read_all(NAME)}
    if not files and (folder.path / NAME).is_dir():
        folder.findings.error(Problem(folder.shown(NAME), 0, 0, "There is no topic.", "Add a file topics/<id>.yaml."))
    topics = [topic for id, file in files.items() if (topic := _read(id, file, folder, searches)) is not None]
    return tuple(topics), files


def claims_named(files: Mapping[str, YamlFile]) -> set[str] | None:
    """The claims that any topic names, also in a file that is wrong otherwise; None where one cannot be read."""
    named: set[str] = set()
    for file in files.values():
        listed = file.data.get("claims") if isinstance(file.data, dict) else None
        if not isinstance(listed, list):
            return None
        named |= {id for id in listed if isinstance(id, str)}
    return named


def _read(id: str, file: YamlFile, folder: QueryFolder, searches: SearchReader) -> Topic | None:
    from tracker.registry.schema import NAME_MEND, TopicFile, name_problem

    if wrong := name_problem(id, "topic"):
        folder.findings.error(Problem(file.name, 0, 0, f"{wrong} It is the file's name.", NAME_MEND))
    if not file.readable:
        return None
    entry, problems = checked(file, TopicFile)
    folder.findings.add(problems)
    search = _search(file, searches)
    if entry is None:
        return None
    _check_must_find(entry.must_find, file, folder)
    return Topic(
        id=id,
        title=entry.title,
        why=entry.why,
        search=search or "",
        must_find=tuple(MustFind(pmid=one.pmid, doi=one.doi, note=one.note.strip()) for one in entry.must_find),
        claims=entry.claims,
        file=file.name,
        line=file.place_inside(("search",), 0).line,
    )


def _search(file: YamlFile, searches: SearchReader) -> str | None:
    """Checked even if the rest of the file is wrong, so that everything is told at once."""
    text = file.data.get("search") if isinstance(file.data, dict) else None
    return searches.read(file, ("search",), text) if isinstance(text, str) else None


def _check_must_find(entries: tuple[MustFindEntry, ...], file: YamlFile, folder: QueryFolder) -> None:
    if not entries:
        mend = "Add landmark records that the search has to return: it is tested with them every week."
        folder.findings.warn(file.at_key(("must_find",), "The topic has no must_find records.", mend))
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for name in filter(None, (str(entry.pmid or ""), entry.doi or "")):
            if first.setdefault(name, number) != number:
                path = ("must_find", number)
                folder.findings.error(file.at_value(path, f"{name} stands twice in must_find.", "Keep one."))
