"""A small, made-up subject: moonwater, a drink that is said to lift gloom. Nothing in it exists."""

from __future__ import annotations

from pathlib import Path

FILES: dict[str, str] = {
    "subject.yaml": """\
id: moonwater
title: Moonwater
digest_name: Research digest
safety: [This is news, not advice.]
crisis: [Call your local emergency number.]
blocks:
  moonwater: |
    "Moonwater"[mh]
    OR moonwat*[tiab]   # all spellings
""",
    "mesh.yaml": """\
"Moonwater":
  entry_terms: ["Lunar Water"]
  narrower: []
  verified: false
"Gloom":
  narrower: ["Deep Gloom"]
""",
    "articles.yaml": """\
"000":
  title: Moonwater for All
  publisher: ""
  own_making: It says nothing of how it was made.
  cites:
    - {citation: Nobody on moonwater, first_author: Nobody A, journal: Imagined Letters, year: 1999, volume: 07}
""",
    "feeds.yaml": """\
imagined-letters:
  title: Imagined Letters
  url: https://journals.example/letters.xml
  issn: ["1234-5679"]
  publisher: other
  fallback: '"Imagined Lett"[ta]'
""",
    "topics/gloom.yaml": """\
title: Gloom
why: It is what moonwater is drunk for.
search: |
  {moonwater}
  AND (
    "Gloom"[mh]      # the heading
    OR gloomi*[tiab]
  )
must_find:
  - pmid: 12345678
    doi: 10.1000/moon.1
    note: made up
claims: [gloom-lifts, gloom-stays]
""",
    "claims/efficacy.yaml": """\
gloom-lifts:
  statement: Moonwater lifts gloom.
  polarity: benefit
  scope: People who are gloomy.
  supports: Gloom is less than on tap water.
  challenges: Gloom is no less than on tap water.
  sources:
    - {article: "000", words: "lifts gloom"}
  tensions:
    - {claim: gloom-stays, why: "One says so, the other not."}
  comparable: true
  state_model: states
  rule: {reader: benefit, outcomes: [gloom]}
gloom-stays:
  statement: Gloom stays.
  polarity: neutral
  scope: Everyone.
  supports: never
  challenges: never
  sources:
    - {article: "000", words: "gloom stays"}
  tensions:
    - {claim: gloom-lifts, why: "One says so, the other not."}
  comparable: false
  why_not_comparable: It is a sigh, not a statement.
  state_model: none
""",
    "vocabulary/drugs.yaml": "moonwater: {terms: [moonwat*], watched: true}\n",
    "vocabulary/outcomes.yaml": "gloom: {terms: [gloom*], benefit: lower}\n",
}


def write(folder: Path, **changed: str) -> Path:
    """Write the files into folder/queries and return that. changed: file name (/ and . as _) -> its whole text."""
    queries = folder / "queries"
    for name, text in FILES.items():
        path = queries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(name.replace("/", "_").removesuffix(".yaml"), text), encoding="utf-8")
    return queries


def edited(name: str, *edits: tuple[str, str]) -> str:
    """The text of one of the files with some of its words replaced; each has to be there."""
    text = FILES[name]
    for old, new in edits:
        assert old in text, f"{old!r} is not in {name}"
        text = text.replace(old, new)
    return text
