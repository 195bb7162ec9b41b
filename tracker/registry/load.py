"""Everything in queries/ as one frozen value, or every problem of every file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from tracker.errors import Problem
from tracker.model.claim import Article, Claim
from tracker.model.mesh import MeshFile
from tracker.model.topic import Feed, Subject, Topic
from tracker.model.vocabulary import ConceptKind, Vocabulary
from tracker.registry import articles, claimrule, crosschecks, feeds, mesh, subject, topics, vocabulary
from tracker.registry import claims as claim_files
from tracker.registry.findings import Findings
from tracker.registry.folder import QueryFolder
from tracker.registry.searches import SearchReader
from tracker.registry.suggest import did_you_mean

_FILES = frozenset({subject.NAME, articles.NAME, feeds.NAME, mesh.NAME})
_NOTHING = Subject(id="", title="", digest_name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The files people edit, checked. digests: 32 hex digits over the bytes of all files, of the claims, of the words.

    topics are in the subject's order and then by id, claims and feeds as their files have them.
    """

    subject: Subject
    topics: tuple[Topic, ...]
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    feeds: tuple[Feed, ...]
    mesh: MeshFile
    vocabulary: Vocabulary
    digest: str
    claims_digest: str
    vocabulary_digest: str
    warnings: tuple[Problem, ...] = ()
    claims_by_id: Mapping[str, Claim] = field(init=False, repr=False, compare=False)
    topics_by_id: Mapping[str, Topic] = field(init=False, repr=False, compare=False)
    words: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Readers' words for drugs, routes and conditions, by id; one without a label is left out."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "claims_by_id", {claim.id: claim for claim in self.claims})
        object.__setattr__(self, "topics_by_id", {topic.id: topic for topic in self.topics})
        labels = {
            concept.id: concept.label
            for kind in (ConceptKind.DRUG, ConceptKind.ROUTE, ConceptKind.CONDITION)
            for concept in self.vocabulary.of(kind)
            if concept.label
        }
        object.__setattr__(self, "words", labels)


def load(queries: Path) -> Registry:
    """Read the folder. Raises FilesError with every problem of every file."""
    findings = Findings()
    registry = read_registry(queries, findings)
    findings.raise_errors()
    return registry


def read_registry(queries: Path, findings: Findings) -> Registry:
    """As load; problems go into `findings`. Where there are any, the registry lacks what is wrong: do not use it."""
    queries = queries.resolve()
    folder = QueryFolder(queries, findings)
    if not queries.is_dir():
        mend = "Check the folder given with --queries."
        findings.error(Problem(str(queries), 0, 0, "There is no such folder.", mend))
        return Registry(
            subject=_NOTHING, topics=(), claims=(), articles=(), feeds=(), mesh=MeshFile(), vocabulary=Vocabulary(),
            digest="", claims_digest="", vocabulary_digest="",
        )  # fmt: skip
    _warn_of_strangers(folder)
    about = subject.read_subject(folder) or _NOTHING
    headings = mesh.read_mesh(folder)
    searches = SearchReader(subject.written_blocks(folder), folder.files[subject.NAME], headings, findings)
    searches.read_blocks()
    all_topics, topic_files = topics.read_topics(folder, searches)
    all_claims, files_of_claims = claim_files.read_claims(folder)
    all_articles = articles.read_articles(folder)
    all_feeds = feeds.read_feeds(folder, searches)
    words, words_digest = vocabulary.load(queries, findings)
    if words.concepts:
        claimrule.check(all_claims, words, findings)
    if folder.all_readable("claims/"):
        named = topics.claims_named(topic_files)
        crosschecks.check_claims(all_claims, files_of_claims, folder.keys(articles.NAME), named, findings)
        crosschecks.check_topics(topic_files, files_of_claims, findings)
        _check_harms(about, list(files_of_claims), folder)
    if len(all_topics) == len(topic_files):
        crosschecks.check_blocks(searches, findings)
    return Registry(
        subject=about,
        topics=_in_order(all_topics, about, folder),
        claims=all_claims,
        articles=all_articles,
        feeds=all_feeds,
        mesh=headings,
        vocabulary=words,
        digest=blake2b(f"{folder.digest()} {words_digest}".encode(), digest_size=16).hexdigest(),
        claims_digest=folder.digest("claims/"),
        vocabulary_digest=words_digest,
        warnings=findings.warnings_in_order(),
    )


def _warn_of_strangers(folder: QueryFolder) -> None:
    """A file that looks as if it should be read, and is not."""
    for path in sorted(folder.path.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in _FILES:
            mend = f"Rename or move it; read are {', '.join(sorted(_FILES))}."
            folder.findings.warn(Problem(folder.shown(path.name), 0, 0, "This file is not read.", mend))


def _check_harms(about: Subject, known: list[str], folder: QueryFolder) -> None:
    for number, id in enumerate(about.serious_harms):
        if id not in known:
            mend = did_you_mean(id, known) or "Claims are named in claims/."
            place = folder.files[subject.NAME].at_value(("serious_harms", number), f"There is no claim '{id}'.", mend)
            folder.findings.error(place)


def _in_order(all_topics: tuple[Topic, ...], about: Subject, folder: QueryFolder) -> tuple[Topic, ...]:
    """The topics that the subject names first, then the others by id."""
    # a topic whose file has mistakes is there all the same: its own problems are told, and not that it is missing
    known = [Path(name).stem for name in folder.files if name.startswith("topics/")]
    file = folder.files[subject.NAME]
    for number, id in enumerate(about.topics_first):
        if id not in known:
            mend = did_you_mean(id, known) or "Topics are the files in topics/."
            folder.findings.error(file.at_value(("topics_first", number), f"There is no topic '{id}'.", mend))
    first = {id: place for place, id in enumerate(about.topics_first)}
    return tuple(sorted(all_topics, key=lambda topic: (first.get(topic.id, len(first)), topic.id)))
