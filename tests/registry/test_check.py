"""Settings and files checked together."""

from pathlib import Path

from tests.registry.fictional import edited, write
from tracker.registry.check import check


def test_sound_files_are_counted(tmp_path: Path) -> None:
    """What is there, for a summary."""
    result = check(write(tmp_path), None, {"TRACKER_PUBMED_EMAIL": "a@b.example"})
    assert (result.problems, result.warnings) == ((), ())
    assert (result.counts["topics"], result.counts["claims"], result.counts["feeds"]) == (1, 2, 1)


def test_settings_and_files_are_told_together_and_apart_from_warnings(tmp_path: Path) -> None:
    """Nothing is raised; problems are in the order of file and line."""
    queries = write(
        tmp_path,
        topics_gloom=edited("topics/gloom.yaml", ("title", "titel"), ("gloomi*[tiab]", "gloomi*[tiab] OR night")),
        claims_efficacy=edited("claims/efficacy.yaml", ("polarity: benefit", "polarity: good")),
    )
    result = check(queries, None, {"TRACKER_MAIL_PORT": "x"})
    assert [problem.file for problem in result.problems] == [
        "TRACKER_MAIL_PORT",
        "queries/claims/efficacy.yaml",
        "queries/topics/gloom.yaml",
    ]
    assert [warning.line for warning in result.warnings if warning.file == "queries/topics/gloom.yaml"] == [7]


def test_a_missing_folder_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    """Also with a settings file that is a folder."""
    result = check(tmp_path / "nothing", tmp_path, {})
    assert len(result.problems) == 2
