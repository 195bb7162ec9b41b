"""What the faces show, as plain values: a claim, a study, a topic, an article, the whole state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.claim import ClaimKind
from tracker.model.digest import StudyCard
from tracker.rules.standing import LOOK_AGAIN, Standing


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was read out of an abstract. words: the value for readers; quote: the words it was read from;
    why: what it is good for to know."""

    name: str
    value: str
    words: str
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """history: (when, what happened). siblings: other publications of the same study."""

    card: StudyCard
    abstract: str
    facts: tuple[Fact, ...]
    history: tuple[tuple[str, str], ...]
    effects: tuple[EffectView, ...] = ()
    siblings: tuple[StudyCard, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicRow:
    id: str
    title: str
    claims: int
    must_find: int
    records: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """Publications of one year by kind of study. unread: nothing but the title is known of them; watched: the topic
    was watched in that year, so that none seen means something; whole: in all of it."""

    year: int
    randomised: int
    other: int
    preclinical: int
    unread: int
    watched: bool
    whole: bool

    @property
    def all(self) -> int:
        return self.randomised + self.other + self.preclinical + self.unread


@dataclass(frozen=True, slots=True)
class TopicView:
    """since: from when on it is watched, "" for not yet; years before are known in part. records: None for unknown;
    undated: of them without a year. cards: the newest publications."""

    id: str
    title: str
    why: str
    since: str
    records: int | None
    undated: int
    claims: tuple[ClaimRow, ...]
    years: tuple[YearCount, ...]
    cards: tuple[StudyCard, ...]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A study that was announced, or what became of it. number: of the event; what: "" for a new study."""

    number: int
    at: datetime
    what: str
    detail: str
    card: StudyCard


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. more: there may be more studies than these; topics and articles: ids and titles."""

    claims: tuple[ClaimRow, ...]
    cards: tuple[StudyCard, ...]
    more: bool
    topics: tuple[tuple[str, str], ...] = ()
    articles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StratumState:
    """title: drug, route, population in words; state: as it stands beside the claim ("contested")."""

    title: str
    state: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """articles: the ids of those that make the claim."""

    id: str
    statement: str
    kind: ClaimKind
    standing: Standing
    strata: tuple[StratumState, ...]
    articles: tuple[str, ...]
    why_not_compared: str = ""

    @property
    def look_again(self) -> bool:
        return self.standing in LOOK_AGAIN


@dataclass(frozen=True, slots=True)
class Said:
    article: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """A claim that disagrees with this one, why, and how it stands."""

    row: ClaimRow
    why: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A study behind a claim. reading, words and quote are the verdict in a reader's words; counts: it moved the state;
    marks: why it may not; bears_out: its verdict is the claim's way."""

    card: StudyCard
    design: str
    bears_out: bool
    reading: str
    words: str
    quote: str
    rule: str
    counts: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DesignGroup:
    title: str
    studies: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class EffectView:
    """An effect as an abstract reports it. name: of the study, short."""

    card: StudyCard
    name: str
    stratum: str
    measure: str
    value: float
    low: float
    high: float
    p: str
    quote: str


@dataclass(frozen=True, slots=True)
class StratumView:
    """people: randomised, in the studies that count, or None where nothing is counted."""

    title: str
    state: str
    standing: Standing
    words: str
    note: str
    people: int | None
    designs: tuple[DesignGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """ "Was X, now Y, because of Z". before: "" where there was no state; because: where one study was the cause."""

    at: datetime
    claim: str
    statement: str
    stratum: str
    before: str
    after: str
    reason: str
    because: StudyCard | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    row: ClaimRow
    scope: str
    supports: str
    challenges: str
    said: tuple[Said, ...]
    opposed: tuple[Opposed, ...]
    strata: tuple[StratumView, ...]
    effects: tuple[EffectView, ...]
    history: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """sentences: passages that make a claim; look_again: those whose claim studies speak against or disagree about;
    struck: cited works that were retracted, corrected or put in doubt; misprinted: those printed otherwise than they
    are."""

    id: str
    title: str
    sentences: int
    look_again: int
    cites: int
    struck: int = 0
    misprinted: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage and the claim it makes. against: the first studies that do not bear it out, where it does not stand;
    more: how many there are besides; opposed: claims of other articles that disagree."""

    words: str
    row: ClaimRow
    against: tuple[EvidenceView, ...]
    more: int
    opposed: tuple[Opposed, ...]


@dataclass(frozen=True, slots=True)
class CitedView:
    """title and url: of the record that it is, "" while that is not known; study: the same among the stored ones.

    asked: when PubMed was last asked which it is, looked: when what became of it was last seen there ("" for never);
    grave: what became of it; cited_by: how many works cite it, None for unknown; citing: those that are new since.
    """

    citation: str
    note: str
    title: str
    url: str
    study: StudyCard | None
    mismatches: tuple[str, ...]
    grave: tuple[str, ...]
    asked: str
    looked: str
    cited_by: int | None
    citing: tuple[CitingView, ...]


@dataclass(frozen=True, slots=True)
class CitingView:
    """A work that cites it, found since the first look. name: of its page, "" where it is not among the stored ones."""

    title: str
    url: str
    name: str
    first: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """sentences: those to look at again first."""

    row: ArticleRow
    publisher: str
    own_making: str
    sentences: tuple[Sentence, ...]
    cited: tuple[CitedView, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    facts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str, str, str], ...]
    warnings: tuple[str, ...]
    exit_code: int


def minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
