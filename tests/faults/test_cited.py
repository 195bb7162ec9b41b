"""The works that an article cites, from the files over the wire to the page: resolved, watched, and never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.faults.town import Town
from tracker.app.views import CitedView
from tracker.model.cited import Imprint
from tracker.model.record import Author, Journal, Link, LinkKind
from tracker.standins import ncbi_words
from tracker.standins.faults import Edit

LETTERS = Journal("Imagined Letters", "Imag Lett")
CITES = """\
"000":
  title: Moonwater for All
  publisher: ""
  own_making: It says nothing of how it was made.
  cites:
    - citation: "{}"
      first_author: {}
      journal: Imagined Letters
      year: {}
      volume: "{}"
      first_page: "11"
"""
RIGHT = "Nobody, A., & Someone, B. (2029). Moonwater for gloomy people at sea. Imagined Letters, 7(2), 11-19."


@pytest.fixture
def cited(town: Town) -> Town:
    """The cited trial, and an article that cites it as it is printed."""
    authors = (Author("Nobody", "A"), Author("Someone", "B"))
    title = "Moonwater for gloomy people at sea."
    town.publish(40, title, journal=LETTERS, authors=authors)
    town.papers[40] = replace(town.papers[40], imprint=Imprint(2029, "7", "2", "11-9"))
    article_cites(town, RIGHT)
    return town


def article_cites(town: Town, line: str, author: str = "Nobody A", year: int = 2029, volume: str = "7") -> None:
    (town.queries / "articles.yaml").write_text(CITES.format(line, author, year, volume), encoding="utf-8")
    town.app = town.fresh()


def look(town: Town) -> CitedView:
    (found,) = town.app.look.article("000").cited
    return found


def asked(town: Town, utility: str) -> int:
    return sum(utility in one.path for one in town.entrez.requests)


def test_a_cited_work_is_found_at_the_first_run(cited: Town) -> None:
    """By number, with nothing printed otherwise; a week of ticks asks the matcher once more for nothing."""
    assert cited.tick() == 0
    found = look(cited)
    assert (found.url, found.mismatches, found.grave) == ("https://pubmed.ncbi.nlm.nih.gov/40/", (), ())
    matcher, links = asked(cited, "ecitmatch"), asked(cited, "elink")
    for _ in range(7):
        cited.days(1)
        cited.tick()
    assert (asked(cited, "ecitmatch"), asked(cited, "elink")) == (matcher, links + 1)
    assert cited.entrez.complaints == []


MISPRINTED = [
    ((RIGHT.replace("(2029)", "(2028)").replace("7(2)", "8(3)"), "Nobody A", 2028, "8"), ["year", "volume", "issue"]),
    ((RIGHT.replace("Someone", "Other"),), ["author 2 is printed as Other, the record says Someone B"]),
    ((RIGHT.replace("Nobody, A.", "Wrong, Z."), "Wrong Z"), ["author 1 is printed as Wrong, the record says Nobody A"]),
]


@pytest.mark.parametrize(("printed", "wrong"), MISPRINTED)
def test_what_is_printed_otherwise_is_named(cited: Town, printed: tuple[str, str, int, str], wrong: list[str]) -> None:
    """Also where the matcher needs less, or the title, to find it; nothing else is said to be wrong."""
    article_cites(cited, *printed)
    cited.tick()
    found = look(cited)
    assert found.url.endswith("/40/")
    assert len(found.mismatches) == len(wrong)
    assert all(words in one for words, one in zip(wrong, found.mismatches, strict=True)), found.mismatches


def test_another_work_is_not_taken_for_it(cited: Town) -> None:
    """One by the same author in the same volume, with another title: not found is said, not guessed."""
    other = RIGHT.replace("gloomy people at sea", "merry people on land").replace("(2029)", "(2028)")
    article_cites(cited, other, year=2028)
    cited.tick()
    assert (look(cited).title, look(cited).asked != "") == ("", True)


def test_a_retraction_of_a_cited_work_reaches_page_and_operator(cited: Town) -> None:
    """Within the week, also of a work that no topic finds; the operator is mailed once."""
    cited.amend(40, title="Something else that nobody searches")
    article_cites(cited, RIGHT.replace("Moonwater for gloomy people at sea", "Something else that nobody searches"))
    cited.tick()
    assert look(cited).grave == ()
    cited.days(7)
    cited.amend(40, links=(Link(LinkKind.RETRACTION_IN, 41),))
    for _ in range(3):
        cited.tick()
        cited.days(1)
    assert look(cited).grave == ("retracted",)
    told = [cited.text(number, "operator@example.org") for number in range(len(cited.letters("operator@example.org")))]
    assert sum("Article 000 cites a work that is retracted" in text for text in told) == 1


def test_what_cites_it_anew_is_named(cited: Town) -> None:
    """What cited it before the first look is counted and no news."""
    cited.papers[41] = replace(cited.publish(41, journal=LETTERS), cites=(40,))
    cited.tick()
    assert (look(cited).cited_by, look(cited).citing) == (1, ())
    cited.days(7)
    cited.papers[42] = replace(cited.publish(42, journal=LETTERS), cites=(40,))
    cited.tick()
    found = look(cited)
    assert found.cited_by == 2
    assert [(one.title, one.name) for one in found.citing] == [
        ("Moonwater for gloomy people, part 42 (Imagined Letters, 2030)", "42")
    ]


@pytest.mark.parametrize("utility", ["ecitmatch", "elink"])
def test_a_failure_leaves_what_was_known_and_is_asked_again(cited: Town, utility: str) -> None:
    """Said in status; within the hour it is asked again, and nothing was taken for "cited by none" meanwhile."""
    cited.entrez.faults.next(Edit(lambda body: body[:10]), times=None, on=utility)
    cited.tick()
    assert (look(cited).asked, look(cited).cited_by) == ("", None)
    assert "Works that the articles cite: not asked" in cited.status()
    cited.entrez.faults.clear()
    cited.hours(1)
    cited.tick()
    assert look(cited).cited_by == 0
    assert "not asked" not in cited.status()


def test_a_work_that_is_new_in_the_files_is_asked_at_once(cited: Town) -> None:
    """Not a week later."""
    cited.tick()
    article_cites(cited, RIGHT.replace("11-19", "11-20"))
    cited.hours(1)
    cited.tick()
    assert look(cited).url.endswith("/40/")


def test_it_can_be_asked_by_hand(cited: Town) -> None:
    """And a refusal is said, not swallowed."""
    assert not cited.app.look_up_cited().failures
    assert look(cited).url.endswith("/40/")
    cited.entrez.faults.next(ncbi_words.server_error(503), times=None)
    assert cited.app.look_up_cited().failures
