"""The whole round: sources, store, reading, digest, mail."""

from __future__ import annotations

import email
import email.policy
import re

import pytest

from tests.conftest import Lived
from tracker.store import Store

pytestmark = pytest.mark.xdist_group("demo")

EVERYTHING = "everything@example.org"
OPERATOR = "operator@example.org"
CARD = r'id="s\d+".*?href="https://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/'


def test_every_source_answered_and_every_mail_was_taken(lived: Lived) -> None:
    """The demo ends well, and the stand-in for PubMed has nothing to complain of."""
    assert lived.code == 0, lived.said()
    assert "no complaint" in lived.said()


def test_a_second_run_announces_nothing(lived: Lived) -> None:
    """Running again at the same moment sends no mail."""
    assert "0 mails, nothing is announced twice" in lived.said()


def test_no_study_is_announced_twice_to_a_reader(lived: Lived) -> None:
    """Over all weeks, a PubMed link stands in one digest of a reader only, alerts and first readings aside."""
    seen: set[str] = set()
    for week in (1, 2, 3):
        body = lived.html(week, EVERYTHING).split("Sent before by its title only")
        cards = {found for part in body for found in re.findall(CARD, part, re.DOTALL)}
        assert cards
        assert not cards & seen
        seen |= cards


def test_the_first_mail_is_the_ledger_so_far(lived: Lived) -> None:
    """How the claims stand, from the baseline, once: no study of it is called new."""
    text = lived.text(0, EVERYTHING)
    assert "the mails that follow say only what is" in text
    assert "* In depression" in text
    assert "not medical advice" in text
    assert "NEW STUDIES" not in text
    assert "mails that follow" not in lived.text(1, EVERYTHING)


def test_a_changed_claim_carries_the_sentence_that_changed_it(lived: Lived) -> None:
    """So that nobody has to look for it further down; none from a study that was retracted."""
    assert 'trial (a new study) > "At day 28 the MADRS score' in lived.text(2, EVERYTHING)
    assert "(the study was retracted) >" not in lived.text(3, EVERYTHING)
    assert "(the study was retracted)" in lived.text(3, EVERYTHING)


def test_the_works_that_an_article_cites_are_looked_up(lived: Lived) -> None:
    """Found by what is printed, or said not to be; what is printed otherwise, a retraction and new citing works named;
    the operator hears of the retraction."""
    said = lived.said().partition("The works that the invented article cites:")[2]
    right, wrong, struck, unknown = said.strip().splitlines()[:4]
    assert "/90000102/; newly cited by" in right
    assert "the year is printed as 2025, the record says 2026" in wrong
    assert "/90000202/; RETRACTED" in struck
    assert unknown.endswith("is not known to PubMed")
    assert "demo-article cites a work that is retracted" in lived.text(3, OPERATOR)


def test_the_baseline_is_never_announced(lived: Lived) -> None:
    """Records of week 0 are stored, and stand in no digest as new."""
    with Store.open(lived.folder / "tracker.db", read_only=True) as store:
        facts = store.facts()
        assert facts.baseline > 0
        assert facts.sound
        assert facts.unread == 0


def test_the_retraction_reaches_those_who_were_told(lived: Lived) -> None:
    """Told in week 1 or 2, retracted in week 3: first thing in the mail, also for readers of alerts."""
    text = lived.text(3, EVERYTHING)
    assert "A study that we sent you was retracted." in text
    assert (lived.folder / "week-3" / "alerts@example.org.eml").exists()


def test_animals_stand_apart_from_people(lived: Lived) -> None:
    """The animal studies stand under their own heading, after all studies in people."""
    text = lived.text(1, EVERYTHING)
    assert "what it means for people is unknown" in text
    apart = text.upper().index("ANIMAL AND CELL")
    assert text.index("what it means for people is unknown") > apart


def test_safety_and_crisis_lines_stand_first(lived: Lived) -> None:
    """Above everything else, in both parts."""
    for body in (lived.text(2, EVERYTHING), lived.html(2, EVERYTHING)):
        assert body.index("not medical advice") < body.index("988") < body.index("pubmed.ncbi.nlm.nih.gov")


def test_subjects_name_neither_drug_nor_illness(lived: Lived) -> None:
    """Topic choices are health data; a subject line is seen by others."""
    for path in lived.folder.glob("week-*/*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert not re.search(r"ketamin|depress|ptsd|pain|suicid", str(message["Subject"]), re.IGNORECASE)
        if path.stem == OPERATOR:
            continue
        assert message["Message-ID"]
        assert "<mailto:" in message["List-Unsubscribe"]
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_every_digest_carries_its_receipt(lived: Lived) -> None:
    """Which sources were asked, and what they answered."""
    text = lived.text(2, EVERYTHING)
    assert "PubMed" in text
    assert "answered" in text


def test_quotes_are_exact(lived: Lived) -> None:
    """Every verdict's quote stands, to the letter, in the title or abstract it was read from."""
    with Store.open(lived.folder / "tracker.db", read_only=True) as store:
        for pmid in range(90000000, 90002000):
            stored = store.records.by_pmid(pmid)
            for kept in store.readings.verdicts([stored.id]).get(stored.id, ()) if stored else ():
                assert stored is not None
                assert kept.verdict.quote in stored.record.title + "\n" + stored.record.abstract_text


def test_mails_stay_below_the_limit(lived: Lived) -> None:
    """Gmail cuts the HTML part at about 102 KB; ours stays below 95."""
    for path in lived.folder.glob("week-*/*.html"):
        assert path.stat().st_size < 95 * 1024
