"""Searches: every complaint at its line and column, in topics, shared blocks and feeds."""

from pathlib import Path

from tests.registry.fictional import edited, write
from tests.registry.test_load import one, problems, warnings
from tracker.registry.load import load

TOPIC = "topics/gloom.yaml"


def test_comments_and_quotes_do_not_move_places(tmp_path: Path) -> None:
    """The column is that of the file, also after comments with quotes and parentheses in them."""
    topic = edited(TOPIC, ("# the heading", '# "the ( heading'), ("gloomi*[tiab]", "gloomi*[tiab] OR glo*[tiab]"))
    (found,) = problems(write(tmp_path, topics_gloom=topic))
    assert found.startswith("queries/topics/gloom.yaml:7:25: ")
    assert "fewer than 4 letters" in found


def test_a_folded_or_one_line_search_has_places_too(tmp_path: Path) -> None:
    """Whatever style of YAML text it is written in."""
    topic = (
        "title: Gloom\nwhy: Because.\nsearch: >-\n  {moonwater} AND\n  gloom[tiabb]\n"
        "must_find: [{pmid: 1}]\nclaims: [gloom-lifts, gloom-stays]\n"
    )
    (found,) = problems(write(tmp_path, topics_gloom=topic))
    assert found.startswith("queries/topics/gloom.yaml:5:8: ")
    topic = topic.replace(">-\n  {moonwater} AND\n  ", "'{moonwater} AND ").replace("[tiabb]", "[tiabb]'")
    (found,) = problems(write(tmp_path, topics_gloom=topic))
    assert found.startswith("queries/topics/gloom.yaml:3:31: ")


def test_an_unknown_block_is_told_where_it_is_named(tmp_path: Path) -> None:
    """With the blocks that there are."""
    topic = edited(TOPIC, ("{moonwater}", "{moonwatr}"))
    found = problems(write(tmp_path, topics_gloom=topic))
    assert one(found, "moonwatr").startswith("queries/topics/gloom.yaml:4:3: ")
    assert "{moonwater}" in one(found, "moonwatr")


def test_a_mistake_in_a_block_is_told_once_in_the_block(tmp_path: Path) -> None:
    """However many searches use it; also where the block cannot be read at all."""
    subject = edited("subject.yaml", ("moonwat*[tiab]", "moonwat*[tiabb]"))
    (found,) = problems(write(tmp_path, subject=subject))
    assert found.startswith("queries/subject.yaml:9:16: ")
    subject = edited("subject.yaml", ("moonwat*[tiab]", "(moonwat*[tiab]"))
    queries = write(tmp_path, subject=subject)
    (queries / "topics/sorrow.yaml").write_text(edited(TOPIC, ("Gloom\nwhy", "Sorrow\nwhy")))
    (found,) = problems(queries)
    assert found.startswith("queries/subject.yaml:9:8: ")
    assert "never closed" in found


def test_a_block_that_contains_itself_is_told(tmp_path: Path) -> None:
    """And nothing loops."""
    subject = edited("subject.yaml", ("OR moonwat*", "OR {moonwater} OR moonwat*"))
    assert any("contains itself" in line for line in problems(write(tmp_path, subject=subject)))


def test_a_small_matter_is_a_warning(tmp_path: Path) -> None:
    """A term without tag changes little; the search is used."""
    queries = write(tmp_path, topics_gloom=edited(TOPIC, ("gloomi*[tiab]", "gloominess")))
    assert "no tag" in one(warnings(queries), "gloominess")
    assert load(queries).topics[0].search.endswith("OR gloominess)")


def test_a_heading_that_the_mesh_file_lacks_is_told(tmp_path: Path) -> None:
    """It may be a slip that PubMed would pass over."""
    queries = write(tmp_path, topics_gloom=edited(TOPIC, ('"Gloom"[mh]', '"Glooom"[mh]')))
    assert [line for line in problems_and_warnings(queries) if "Glooom" in line and "gloom.yaml:6:5" in line]


def test_a_feeds_fallback_is_checked_like_a_search(tmp_path: Path) -> None:
    """It is sent to PubMed as it stands."""
    feeds = edited("feeds.yaml", ("[ta]", "[taa]"))
    (found,) = problems(write(tmp_path, feeds=feeds))
    assert found.startswith("queries/feeds.yaml:6:29: ")


def problems_and_warnings(queries: Path) -> list[str]:
    from tracker.registry.findings import Findings
    from tracker.registry.load import read_registry

    findings = Findings()
    read_registry(queries, findings)
    return [str(each) for each in (*findings.in_order(), *findings.warnings_in_order())]
