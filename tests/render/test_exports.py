"""Exports are read back by the libraries that others read them with."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors

from tracker.model.appraisal import Appraisal, Design, Effect, Species
from tracker.model.digest import ClaimLine, StudyCard
from tracker.model.record import Author, Journal, PartialDate, Record, RecordId
from tracker.render.exports import FORMATS, Exported, to_bibtex, to_csl, to_csv, to_json_lines, to_ris

RECORD = Record(
    title="Sleep & 50 % of _everything_: Müller's {trial} #1",
    pmid=90000001,
    doi="10.5555/demo_1",
    authors=(Author(family="Müller", given="A B"), Author(collective="Pretended and Invented Group")),
    journal=Journal("Journal of Imaginary Sleep", issn=("1234-5678",)),
    published=PartialDate(2031, 3),
)
CARD = StudyCard(
    record=RecordId(7),
    title=RECORD.title,
    authors="Müller A B",
    journal="Journal of Imaginary Sleep",
    published="2031-03",
    plain="Randomised trial of 64 people.",
    quote="They slept.",
    badges=("retracted",),
    rank=1,
    human=True,
    peer_reviewed=True,
    late=False,
    first_reading=False,
    topics=("sleep", "rest"),
    lines=(
        ClaimLine(
            claim="it-helps", statement="It helps.", reading="as claimed", words="better", quote="=They slept.",
            rule="a-rule", confidence="high",
        ),
        ClaimLine(
            claim="it-harms", statement="It harms.", reading="less harm", words="none seen", quote="No harm.",
            rule="a-rule", confidence="low",
        ),
    ),
    pubmed_url="https://pubmed.ncbi.nlm.nih.gov/90000001/",
)  # fmt: skip
EFFECT = Effect(measure="MD", value=-5.8, low=-8.9, high=-2.7, p="<0.001", quote="MD -5.8")
STUDY = Exported(RECORD, CARD, Appraisal(design=Design.RCT, species=Species.HUMAN, participants=64, effects=(EFFECT,)))
TITLE_ONLY = Exported(Record(title="Only a title", doi="10.5555/demo.2"), StudyCard(
    record=RecordId(8), title="Only a title", authors="", journal="", published="", plain="Only the title is known.",
    quote="", badges=(), rank=8, human=True, peer_reviewed=True, late=False, first_reading=False, topics=(),
), None)  # fmt: skip


def test_csv_has_a_line_a_verdict_and_runs_no_formula() -> None:
    """What is not known is empty; what a spreadsheet would run as a formula is text."""
    rows = list(csv.DictReader(io.StringIO(to_csv([STUDY, TITLE_ONLY]), newline="")))
    assert [row["claim"] for row in rows] == ["it-helps", "it-harms", ""]
    assert rows[0]["title"] == RECORD.title
    assert rows[0]["quote"] == "'=They slept."
    assert rows[0]["topics"] == "sleep; rest"
    assert (rows[2]["participants"], rows[2]["design"], rows[2]["doi"]) == ("", "", "10.5555/demo.2")


def test_json_lines_hold_one_study_each() -> None:
    """With its verdicts and its effects."""
    first, second = (json.loads(line) for line in to_json_lines([STUDY, TITLE_ONLY]).splitlines())
    assert first["participants"] == 64
    assert [one["quote"] for one in first["verdicts"]] == ["=They slept.", "No harm."]
    assert first["effects"][0]["low"] == -8.9
    assert (second["participants"], second["verdicts"]) == (None, [])


def test_ris_is_read_back() -> None:
    """By rispy."""
    first, second = rispy.loads(to_ris([STUDY, TITLE_ONLY]))
    assert (first["title"], first["doi"], first["year"]) == (RECORD.title, RECORD.doi, "2031")
    assert first["authors"] == ["Müller, A B", "Pretended and Invented Group"]
    assert second["title"] == "Only a title"


def test_bibtex_is_read_back() -> None:
    """By bibtexparser: signs that LaTeX would run are text again, a group with "and" in its name is one author."""
    middlewares = [SeparateCoAuthors(), LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(to_bibtex([STUDY, TITLE_ONLY]), append_middleware=middlewares)
    assert not library.failed_blocks
    first, second = library.entries
    assert first.key == "90000001"
    assert first["title"].replace("{", "").replace("}", "") == "Sleep & 50 % of _everything_: Müller's trial #1"
    assert len(first["author"]) == 2
    assert "Pretended \\& Invented Group" in to_bibtex([STUDY])
    assert first["doi"] == "10.5555/demo_1"
    assert (second.key, second["title"]) == ("r8", "Only a title")


def test_csl_names_and_dates_are_in_parts() -> None:
    """As citation processors read them: a date as precise as it is known."""
    first, second = json.loads(to_csl([STUDY, TITLE_ONLY]))
    assert first["issued"] == {"date-parts": [[2031, 3]]}
    assert first["author"] == [{"family": "Müller", "given": "A B"}, {"literal": "Pretended and Invented Group"}]
    assert "issued" not in second


def test_a_retraction_goes_wherever_the_reference_goes() -> None:
    """Every format says it."""
    for one in FORMATS:
        assert "retracted" in one.write([STUDY]).casefold(), one.title


def test_nothing_is_a_file_as_well() -> None:
    """A claim without studies has an empty list, not a broken one."""
    assert to_csv([]).startswith("pmid,doi,title")
    assert json.loads(to_csl([])) == []
    assert rispy.loads(to_ris([])) == []
    assert bibtexparser.parse_string(to_bibtex([])).entries == []
    assert to_json_lines([]) == ""


def test_a_sign_that_latex_does_not_know_stays(caplog: pytest.LogCaptureFixture) -> None:
    """Without a warning on the operator's screen."""
    starred = Exported(replace(RECORD, title="A star ✰ in a title"), CARD, None)
    assert "A star ✰ in a title" in to_bibtex([starred])
    assert not caplog.records


@pytest.mark.parametrize("strange", ["$5 } & $6", "https://x.example/}", "www.x.example/}", "a } b", "\\", "@x{"])
def test_nothing_in_a_title_ends_its_field(strange: str) -> None:
    """Prices, addresses and braces are text; the field and the file go on after them."""
    odd = replace(STUDY, record=replace(RECORD, title=f"It cost {strange}"))
    library = bibtexparser.parse_string(to_bibtex([odd, TITLE_ONLY]), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert [entry["doi"] for entry in library.entries] == ["10.5555/demo_1", "10.5555/demo.2"]
    shown = library.entries[0]["title"].replace("{", "").replace("}", "")
    assert shown == f"It cost {strange}".replace("{", "").replace("}", "")
