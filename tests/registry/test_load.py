"""The whole folder: values out of files, and every problem of every file at once."""

from pathlib import Path

import pytest

from tests.registry.fictional import FILES, edited, write
from tracker.errors import FilesError
from tracker.model.claim import ClaimKind, StateModel, Tension
from tracker.model.topic import MustFind
from tracker.registry.findings import Findings
from tracker.registry.load import Registry, load, read_registry


def problems(queries: Path) -> list[str]:
    with pytest.raises(FilesError) as caught:
        load(queries)
    return [str(problem) for problem in caught.value.problems]


def warnings(queries: Path) -> list[str]:
    return [str(problem) for problem in load(queries).warnings]


def one(found: list[str], words: str) -> str:
    (line,) = [line for line in found if words in line]
    return line


def test_the_files_become_values(tmp_path: Path) -> None:
    """Subject, topic, claims, articles, feeds and headings are as written; nothing is warned of."""
    registry = load(write(tmp_path))
    (topic,) = registry.topics
    assert registry.subject.title == "Moonwater"
    assert topic.search == '("Moonwater"[mh] OR moonwat*[tiab]) AND ("Gloom"[mh] OR gloomi*[tiab])'
    assert (topic.id, topic.line, topic.claims) == ("gloom", 4, ("gloom-lifts", "gloom-stays"))
    assert topic.must_find == (MustFind(pmid=12345678, doi="10.1000/moon.1", note="made up"),)
    claim = registry.claims_by_id["gloom-lifts"]
    assert (claim.kind, claim.state_model, claim.line) == (ClaimKind.EFFICACY, StateModel.STATES, 1)
    assert claim.tensions == (Tension("gloom-stays", "One says so, the other not."),)
    assert claim.rule is not None
    assert claim.rule.outcomes == ("gloom",)
    assert registry.articles[0].cites[0].volume == "07"
    assert registry.feeds[0].issn == ("1234-5679",)
    found = registry.mesh.find("lunar water")
    assert found is not None
    assert found.name == "Moonwater"
    assert registry.warnings == ()


def test_a_topic_file_with_three_mistakes_shows_all_three(tmp_path: Path) -> None:
    """A misspelt key, an unknown search tag and an unknown claim: each with line, column and mend."""
    topic = edited(
        "topics/gloom.yaml", ("why:", "wyh:"), ("gloomi*[tiab]", "gloomi*[tiabb]"), ("gloom-stays]", "gloom-stay]")
    )
    found = problems(write(tmp_path, topics_gloom=topic))
    assert one(found, "'wyh'") == "queries/topics/gloom.yaml:2:1: The key 'wyh' is not known. Did you mean 'why'?"
    assert one(found, "[tiabb]").startswith("queries/topics/gloom.yaml:7:15: ")
    assert "Did you mean [tiab]?" in one(found, "[tiabb]")
    assert one(found, "no claim") == (
        "queries/topics/gloom.yaml:13:23: There is no claim 'gloom-stay'. Did you mean 'gloom-stays'?"
    )
    assert len(found) == 3


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    """One mistake in each file, one run."""
    queries = write(
        tmp_path,
        subject=edited("subject.yaml", ("safety: [This is news, not advice.]", "safety: []")),
        mesh=edited("mesh.yaml", ("verified: false", "verified: perhaps")),
        articles=edited("articles.yaml", ("year: 1999", "year: 19999")),
        feeds=edited("feeds.yaml", ("1234-5679", "1234-5678")),
        topics_gloom=edited("topics/gloom.yaml", ("10.1000/moon.1", "https://doi.org/10.1000/moon.1")),
        claims_efficacy=edited("claims/efficacy.yaml", ("polarity: benefit", "polarity: good")),
        vocabulary_outcomes="gloom: {terms: gloom, benefit: lower}\n",
    )
    files = {line.split(":")[0] for line in problems(queries)}
    assert files == {f"queries/{name}" for name in FILES} - {"queries/vocabulary/drugs.yaml"}


def test_what_is_wrong_with_an_entry_is_not_blamed_on_those_that_name_it(tmp_path: Path) -> None:
    """A claim, an article or a block with a mistake of its own still exists."""
    queries = write(
        tmp_path,
        subject=edited("subject.yaml", ("title: Moonwater\n", "")),
        articles=edited("articles.yaml", ("year: 1999", "year: x")),
        claims_efficacy=edited("claims/efficacy.yaml", ("state_model: states", "state_model: sates")),
    )
    found = problems(queries)
    assert len(found) == 3, found


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_unreadable_file_is_one_problem(tmp_path: Path, name: str) -> None:
    """What hangs on it is not told as well; vocabulary: what its rules name is told, for nothing else holds it."""
    queries = write(tmp_path)
    (queries / name).write_text("a: b: c\n")
    found = problems(queries)
    about = [line for line in found if line.startswith(f"queries/{name}:1:")]
    assert len(about) == 1
    assert name.startswith("vocabulary/") or found == about


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    """An empty folder gives a list of what belongs there; no folder, one sentence."""
    (tmp_path / "queries").mkdir()
    found = problems(tmp_path / "queries")
    for name in ("subject.yaml", "articles.yaml", "feeds.yaml", "mesh.yaml", "topics", "claims", "vocabulary"):
        assert [line for line in found if line.startswith(f"queries/{name}:")], name
    assert len(problems(tmp_path / "nothing")) == 1


def test_files_that_would_be_passed_over_are_warned_of(tmp_path: Path) -> None:
    """A topic saved as .yml is not silently lost; notes, hidden files and the demo are left alone."""
    queries = write(tmp_path)
    for name in (
        "topics/sorrow.yml",
        "feedz.yaml",
        "topics/README.md",
        "topics/.hidden",
        "notes.txt",
        "topics/gloom.yaml~",
    ):
        (queries / name).write_text("x\n")
    found = warnings(queries)
    assert [line.split(":")[0] for line in found] == ["queries/feedz.yaml", "queries/topics/sorrow.yml"]


def test_digests_follow_the_bytes_of_their_files(tmp_path: Path) -> None:
    """A comment in a claims file changes the claims' digest and the whole one, not that of the words."""
    before = load(write(tmp_path))
    again = load(write(tmp_path))
    after = load(write(tmp_path, claims_efficacy="# a comment\n" + FILES["claims/efficacy.yaml"]))
    assert (before.digest, before.claims_digest) == (again.digest, again.claims_digest)
    assert before.digest != after.digest
    assert before.claims_digest != after.claims_digest
    assert before.vocabulary_digest == after.vocabulary_digest
    other = load(write(tmp_path, topics_gloom="# a comment\n" + FILES["topics/gloom.yaml"]))
    assert other.digest != before.digest
    assert other.claims_digest == before.claims_digest


def test_reading_with_findings_never_raises(tmp_path: Path) -> None:
    """`check` gets counts of what is right beside the problems."""
    findings = Findings()
    registry = read_registry(write(tmp_path, claims_efficacy="x: 1\n"), findings)
    assert isinstance(registry, Registry)
    assert findings.errors
    assert len(registry.topics) == 1


def test_a_topic_with_mistakes_is_not_called_missing(tmp_path: Path) -> None:
    """What the subject names first is there as a file: only the file's own problem is told."""
    topic = edited("topics/gloom.yaml", ("title: Gloom", "titel: Gloom"))
    subject = FILES["subject.yaml"] + "topics_first: [gloom]\n"
    found = problems(write(tmp_path, topics_gloom=topic, subject=subject))
    assert one(found, "titel")
    assert not [line for line in found if "no topic 'gloom'" in line]


def test_a_serious_harm_that_is_no_claim_is_told(tmp_path: Path) -> None:
    """A harm put first by a name that no claim has would never stand first."""
    queries = write(tmp_path, subject=FILES["subject.yaml"] + "serious_harms: [gloom-stay]\n")
    assert "gloom-stays" in one(problems(queries), "There is no claim 'gloom-stay'")
