"""The shape of the files in queries/, as pydantic models. Imported only when files are checked: pydantic is heavy."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from tracker.model.claim import Polarity, StateModel
from tracker.model.identifiers import normalise_doi
from tracker.model.topic import PublisherKind

_NAME = "[a-z0-9]+(-[a-z0-9]+)*"
"""Ids of topics, claims, feeds and blocks: they are stored, so their form is kept narrow."""


def name_problem(id: str, what: str) -> str:
    """What is wrong with an id, as a sentence; "" where nothing is."""
    if re.fullmatch(_NAME, id) and len(id) <= 60:
        return ""
    return f"'{id}' cannot be the id of a {what}."


NAME_MEND = "Use up to 60 small letters a-z, digits and single hyphens: two-words."


_LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_ISSN = "[0-9]{4}-[0-9]{3}[0-9X]"
_WEB = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s]*)?"
_UI = "[A-Z][0-9]{6,9}"


def _filled(value: str) -> str:
    value = " ".join(value.split())
    if not value:
        raise ValueError("is empty.\nFill it in.")
    return value


def _language(value: str) -> str:
    """BCP 47, as far as a browser needs it."""
    if not re.fullmatch(_LANGUAGE, value):
        raise ValueError(f"is '{value}', which is no code of a language.\nWrite it like de or pt-BR.")
    return value


def _doi(value: str) -> str:
    found = normalise_doi(value)
    if found is None or found != value.strip().lower():
        raise ValueError(f"is '{value}', which is no bare DOI.\nWrite it like {found or '10.1000/abc'}.")
    return found


def _issn(value: str) -> str:
    """ISO 3297: seven digits and a check digit modulo 11, weights 8 to 2, X for ten."""
    if not re.fullmatch(_ISSN, value):
        raise ValueError(f"has '{value}', which is no ISSN.\nWrite it like 1234-5679.")
    digits = value.replace("-", "")
    rest = -sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True)) % 11
    if digits[7] != ("X" if rest == 10 else str(rest)):
        raise ValueError(f"has the ISSN {value}, whose check digit is wrong.\nLook it up: a digit is mistyped.")
    return value


def _http(value: str) -> str:
    from tracker.registry.options import text

    value = text(value)
    if not re.fullmatch(_WEB, value):
        raise ValueError(f"is '{value}', which is no web address.\nWrite it in full: https://example.org/feed.xml.")
    return value


def _ui(value: str) -> str:
    if value and not re.fullmatch(_UI, value):
        raise ValueError(f"is '{value}', which is no MeSH identifier.\nWrite it like D000001, or leave it out.")
    return value


def _looks(pattern: str, **more: Any) -> WithJsonSchema:
    """What an editor can tell of a text while one types: never more than what is checked here."""
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


Words = Annotated[str, AfterValidator(_filled), _looks(r"\S")]
"""Prose: not empty, line breaks and runs of spaces made single spaces."""
Name = Annotated[str, _looks(f"^{_NAME}$", maxLength=60)]

Language = Annotated[str, AfterValidator(_language), _looks(f"^{_LANGUAGE}$")]
"""Its form is checked where it can be told what it names."""
Query = Annotated[str, _looks(r"\S")]
"""A search; read where its blocks are known."""


class Entry(BaseModel):
    """Unknown keys are errors; values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CrisisEntry(Entry):
    name: Words
    lines: Annotated[tuple[Words, ...], Field(min_length=1)]


class SubjectFile(Entry):
    id: Name
    title: Words
    digest_name: Words
    safety: Annotated[tuple[Words, ...], Field(min_length=1)]
    crisis: Annotated[tuple[Words, ...], Field(min_length=1)]
    crisis_in: dict[Language, CrisisEntry] = {}
    blocks: dict[Name, Query] = {}
    serious_harms: tuple[Name, ...] = ()
    topics_first: tuple[Name, ...] = ()


class MustFindEntry(Entry):
    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["pmid"]}, {"required": ["doi"]}]})

    pmid: Annotated[int, Field(ge=1, le=999_999_999)] | None = None
    doi: Annotated[str, AfterValidator(_doi), _looks(r"^\s*10\.[0-9]{4,9}/\S+\s*$")] | None = None
    note: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> MustFindEntry:
        if self.pmid is None and self.doi is None:
            raise ValueError("has neither pmid nor doi.\nGive at least one of them.")
        return self


class TopicFile(Entry):
    title: Words
    why: Words
    search: Query
    must_find: tuple[MustFindEntry, ...] = ()
    claims: tuple[Name, ...] = ()


class PassageEntry(Entry):
    article: str
    words: Words


class TensionEntry(Entry):
    claim: Name
    why: Words


_COMPARABLE_OR_NOT: dict[str, Any] = {
    "if": {"properties": {"comparable": {"const": False}}, "required": ["comparable"]},
    "then": {
        "required": ["why_not_comparable"],
        "properties": {
            "why_not_comparable": {"pattern": r"\S"},
            "state_model": {"const": "none"},
            "rule": {"type": "null"},
        },
    },
    "else": {
        "required": ["state_model"],
        "properties": {"why_not_comparable": {"pattern": r"^\s*$"}, "state_model": {"not": {"const": "none"}}},
    },
}
"""What `_says_why` asks for, as an editor reads it."""


class ClaimEntry(Entry):
    model_config = ConfigDict(json_schema_extra=_COMPARABLE_OR_NOT)

    statement: Words
    polarity: Polarity
    scope: Words
    supports: Words
    challenges: Words
    sources: Annotated[tuple[PassageEntry, ...], Field(min_length=1)]
    tensions: tuple[TensionEntry, ...] = ()
    comparable: bool = True
    why_not_comparable: str = ""
    state_model: StateModel = StateModel.NONE
    rule: Any = None  #: read by claimrule

    @model_validator(mode="after")
    def _says_why(self) -> ClaimEntry:
        if not self.comparable and not self.why_not_comparable.strip():
            raise ValueError("is not comparable and does not say why.\nAdd a line 'why_not_comparable: …'.")
        if self.comparable and self.why_not_comparable.strip():
            raise ValueError(
                "is comparable, yet says why it is not.\nRemove 'why_not_comparable', or set comparable: false."
            )
        if not self.comparable and self.state_model is not StateModel.NONE:
            raise ValueError("is not comparable, so no study can give it a state.\nWrite state_model: none.")
        if self.comparable and self.state_model is StateModel.NONE:
            raise ValueError(
                "is comparable, and state_model does not say how the ledger speaks of it.\n"
                "Write state_model: states, listed, seen or by-species."
            )
        if not self.comparable and self.rule is not None:
            raise ValueError("is not comparable, yet has a rule.\nRemove the rule, or set comparable: true.")
        return self


class CitedEntry(Entry):
    citation: Words
    first_author: Words
    journal: Words
    year: Annotated[int, Field(ge=1800, le=2100)]
    volume: str = ""
    first_page: str = ""
    note: str = ""


class ArticleEntry(Entry):
    title: Words
    publisher: str
    own_making: Words
    cites: tuple[CitedEntry, ...] = ()


class FeedEntry(Entry):
    title: Words
    url: Annotated[str, AfterValidator(_http), _looks(rf"^\s*{_WEB}\s*$")]
    issn: tuple[Annotated[str, AfterValidator(_issn), _looks(f"^{_ISSN}$")], ...] = ()
    publisher: PublisherKind = PublisherKind.OTHER
    preprint: bool = False
    verified: bool = False
    fallback: str = ""
    note: str = ""


class DescriptorEntry(Entry):
    ui: Annotated[str, AfterValidator(_ui), _looks(f"^({_UI})?$")] = ""
    entry_terms: tuple[Words, ...] = ()
    narrower: tuple[Words, ...] = ()
    verified: bool = False
