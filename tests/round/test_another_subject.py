"""Another subject is another folder of files: the whole round runs on it, and no line of code knows either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Lived
from tracker.app.files import Files
from tracker.demo import run_demo
from tracker.model.vocabulary import ConceptKind
from tracker.registry.load import load
from tracker.store import Store

ROOT = Path(__file__).parents[2]
SUBJECTS = {"ketamine": ROOT / "queries", "psilocybin": ROOT / "tests" / "subjects" / "psilocybin"}
#: Words of any study's method, which the shipped conditions happen to name too.
METHOD = {"healthy", "smokers", "parturient", "anaesthesia", "surgery", "intubat", "life-threatening"}
EVERYTHING = "everything@example.org"

pytestmark = pytest.mark.xdist_group("another-subject")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("psilocybin")
    lines: list[str] = []
    return Lived(folder, lines, run_demo(Files.find(queries=SUBJECTS["psilocybin"]), folder, say=lines.append))


def test_its_files_are_sound() -> None:
    """Three topics, ten claims and four feeds pass the check that the shipped files pass."""
    registry = load(SUBJECTS["psilocybin"])
    assert (len(registry.topics), len(registry.claims), len(registry.feeds)) == (3, 10, 4)


def test_the_round_ends_well(other: Lived) -> None:
    """Every source answered, every mail was taken, nothing was announced twice."""
    assert other.code == 0, other.said()
    assert "0 mails, nothing is announced twice" in other.said()


def test_a_null_result_is_told_as_one(other: Lived) -> None:
    """The second trial's claim is quoted with the sentence that shows no difference."""
    text = other.text(1, EVERYTHING)
    assert '"MADRS scores at week 3 did not differ significantly between psilocybin' in text.replace("> ", "")


def test_animals_and_plans_prove_nothing_in_people(other: Lived) -> None:
    """Mice stand apart; a protocol has no verdict."""
    text = other.text(1, EVERYTHING).replace("> ", "")
    assert text.index("ANIMAL AND CELL") < text.index("Psilocybin increases dendritic spine density")
    with Store.open(other.folder / "tracker.db", read_only=True) as store:
        trial, protocol = (store.records.by_pmid(pmid) for pmid in (90001002, 90001004))
        assert trial is not None
        assert protocol is not None
        assert store.readings.last_verdicts(trial.id)
        assert not store.readings.last_verdicts(protocol.id)


def test_the_retraction_reaches_the_reader_of_alerts(other: Lived) -> None:
    """A study that was sent and then retracted is the first thing said."""
    assert "1 retraction" in other.text(2, "everything@example.org")
    assert (other.folder / "week-2" / "alerts@example.org.eml").exists()


def test_it_speaks_of_its_own_drug_only(other: Lived) -> None:
    """No word of the shipped subject stands in its mails."""
    mails = "".join(path.read_text(encoding="utf-8") for path in other.folder.glob("week-*/*.txt"))
    assert "psilocybin" in mails
    assert "ketamin" not in mails.lower()


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_code_and_no_template_names_the_subject(name: str) -> None:
    """Watched drugs and conditions, by any of their names, stand in files and nowhere else."""
    vocabulary = load(SUBJECTS[name]).vocabulary
    drugs = [concept for concept in vocabulary.of(ConceptKind.DRUG) if concept.watched]
    illnesses = [concept for concept in vocabulary.of(ConceptKind.CONDITION) if concept.label]
    terms = {term.rstrip("*").lower() for concept in (*drugs, *illnesses) for term in (concept.label, *concept.terms)}
    names = [term for term in terms if len(term) >= 5 and not term.startswith(tuple(METHOD))]
    files = [*(ROOT / "tracker").rglob("*.py"), *(ROOT / "templates").rglob("*.j2")]
    named = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        if "_files" not in path.parts
        for text in (path.read_text(encoding="utf-8").lower(),)
        for name in names
        if name in text and re.search(rf"(?<!\w){re.escape(name)}", text)
    }
    assert not named
