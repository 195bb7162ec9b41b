"""Reads a folder of fictional records, feeds and subscribers, and reports every mistake in it with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.errors import FilesError, Problem

RECORD_KEYS = {
    "week", "day", "created", "pmid", "doi", "pmcid", "title", "title_markup", "vernacular_title", "abstract",
    "plain_language", "authors", "journal", "published", "types", "mesh", "keywords", "substances", "links", "trials",
    "languages", "status", "book", "preprint", "deleted", "later", "imprint", "cites",
}  # fmt: skip
FEED_KEYS = {"title", "path", "style", "home", "issn", "publisher", "preprint", "items"}
ITEM_KEYS = {"week", "record", "title", "link", "doi", "abstract", "published", "authors"}
SUBSCRIBER_KEYS = {
    "address", "topics", "frequency", "weekday", "hour", "time_zone", "empty_mail", "text_only", "note",
}  # fmt: skip


class DemoFiles:
    """The folder's content as plain mappings, in file order. Raises FilesError with all that is wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: list[Problem] = []
        self.settings = self._mapping(folder / "world.yaml")
        self.journals = self._mapping(folder / "journals.yaml")
        self.records: dict[str, Mapping[str, Any]] = {}
        for path in self._files("records"):
            self._read_records(path)
        self.feeds = {path.stem: self._feed(path) for path in self._files("feeds")}
        self.subscribers = self._subscribers(folder / "subscribers.yaml")
        self._check_references()
        if self._problems:
            raise FilesError(tuple(self._problems))

    def _files(self, name: str) -> list[Path]:
        return sorted((self._folder / name).glob("*.yaml"))

    def _load(self, path: Path) -> Any:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError

        try:
            return YAML(typ="rt").load(path.read_text("utf-8"))
        except FileNotFoundError:
            self._complain(path, 0, "the file is missing")
        except MarkedYAMLError as error:
            self._complain(path, error.problem_mark.line + 1 if error.problem_mark else 0, str(error.problem))
        return None

    def _mapping(self, path: Path) -> Mapping[str, Any]:
        value = self._load(path)
        if value is not None and not isinstance(value, Mapping):
            self._complain(path, 1, "a mapping is wanted here")
        return value if isinstance(value, Mapping) else {}

    def _read_records(self, path: Path) -> None:
        for key, record in self._mapping(path).items():
            line = self._line(record)
            if key in self.records:
                self._complain(path, line, f"{key}: another record has this name")
            self._check_keys(path, record, RECORD_KEYS, key)
            for amendment in record.get("later", ()):
                self._check_keys(path, amendment, RECORD_KEYS - {"later"}, f"{key}, later")
                if "week" not in amendment:
                    self._complain(path, self._line(amendment), f"{key}, later: the week is missing")
            for name in ("week", "journal", "published"):
                if name not in record:
                    self._complain(path, line, f"{key}: {name} is missing")
            if record.get("journal") not in self.journals:
                self._complain(path, line, f"{key}: no journal {record.get('journal')!r} in journals.yaml")
            if ("title" in record) == ("title_markup" in record):
                self._complain(path, line, f"{key}: give either title or title_markup")
            self.records[key] = record

    def _feed(self, path: Path) -> Mapping[str, Any]:
        feed = self._mapping(path)
        self._check_keys(path, feed, FEED_KEYS, path.stem)
        for item in feed.get("items", ()):
            self._check_keys(path, item, ITEM_KEYS, "item")
            if "record" not in item and "title" not in item:
                self._complain(path, self._line(item), "an item needs a record or a title")
        return feed

    def _subscribers(self, path: Path) -> list[Mapping[str, Any]]:
        value = self._load(path) or []
        for subscriber in value:
            self._check_keys(path, subscriber, SUBSCRIBER_KEYS, "subscriber")
        return list(value)

    def _check_references(self) -> None:
        for path, where, name in self._references():
            if name not in self.records:
                self._complain(path, self._line(where), f"there is no record {name!r}")

    def _references(self) -> Iterator[tuple[Path, Any, str]]:
        for key, record in self.records.items():
            for version in (record, *record.get("later", ())):
                for link in version.get("links", ()):
                    if "record" in link:
                        yield self._folder / "records" / key, link, link["record"]
                for name in version.get("cites", ()):
                    yield self._folder / "records" / key, record, name
        for name, feed in self.feeds.items():
            for item in feed.get("items", ()):
                if "record" in item:
                    yield self._folder / "feeds" / f"{name}.yaml", item, item["record"]

    def _check_keys(self, path: Path, value: Any, known: set[str], where: str) -> None:
        for key in value:
            if key not in known:
                line = value.lc.key(key)[0] + 1 if hasattr(value, "lc") else 0
                self._complain(path, line, f"{where}: unknown key {key!r}")

    def _line(self, value: Any) -> int:
        return int(value.lc.line) + 1 if hasattr(value, "lc") else 0

    def _complain(self, path: Path, line: int, message: str) -> None:
        self._problems.append(Problem(str(path.relative_to(self._folder)), line, 0, message))
