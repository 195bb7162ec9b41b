"""`demo --faults`: the same three weeks with much going wrong end as the weeks of peace do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Lived
from tests.store.fictional import told
from tracker.app.files import Files
from tracker.demo import run_demo
from tracker.store import Store

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("faults")
    lines: list[str] = []
    code = run_demo(Files.find(), folder, faults=True, say=lines.append)
    return Lived(folder, lines, code)


def heard(folder: Path) -> dict[str, set[str]]:
    """Reader -> the studies that they were told of, by title."""
    with Store.open(folder / "tracker.db", read_only=True) as store:
        titles = {one.id: one.record.title for one in store.records.load(range(1, 500))}  # type: ignore[arg-type]
        assert store.deliveries.unsent() == 0
        return {one.address: {titles[id] for id in told(store, one.id)} for one in store.subscribers.all()}


def left_out(demo: Lived, reader: str) -> int:
    """How many studies the reader's mails say that they leave out, to stay short."""
    texts = (demo.text(week, reader) for week in (1, 2, 3) if (demo.folder / f"week-{week}" / f"{reader}.txt").exists())
    return sum(int(found) for text in texts for found in re.findall(r"leaves out (\d+) further", text))


def test_each_reader_is_told_of_the_same_studies(lived: Lived, troubled: Lived) -> None:
    """Some later, none twice, and nothing waits in the end; a mail that had to catch up says what it leaves out."""
    assert troubled.code == 0, troubled.said()
    calm, rough = heard(lived.folder), heard(troubled.folder)
    assert sum(map(len, calm.values())) > 100
    for reader, studies in calm.items():
        assert rough[reader] <= studies
        assert len(studies - rough[reader]) == left_out(troubled, reader) - left_out(lived, reader)


def test_the_faults_show(troubled: Lived) -> None:
    """In the receipts, in `status`, and in the subject and the text of the digest."""
    said = troubled.said()
    assert "PubMed: failed, unknown new" in said
    assert "blocked, unknown new" in said
    assert "partial" in said
    assert "`status` then: PubMed: failed, last complete 2026-03-10" in said
    assert "too busy" in said
    assert said.count("digests not yet sent: 1, the oldest since") == 2
    assert "nothing new where sources answered, 1 source failed" in said
    assert "the server failed (503)" in troubled.text(2, "headache@example.net")
    assert "no complaint" in said
