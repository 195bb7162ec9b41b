"""What a stranger may write into a record, a feed, a search or a file name, and what becomes of it."""

from __future__ import annotations

import resource
import time
import unicodedata

import lxml.html
import pytest

from tests.faults.town import Town
from tracker.errors import FilesError
from tracker.model.receipt import SourceStatus
from tracker.model.record import Author, Section
from tracker.standins.faults import Edit, Say, bomb

STRANGE = {
    "template": "{{ 7*7 }} {% for x in y %} %LINK:unsubscribe% ${7*7} <%= 7*7 %>",
    "direction": "\u202egnidaer\u202c \u2066x\u2069 \u200b\u200d\ufeff",
    "sql": "'; DROP TABLE record; --",
    "path": "../../../etc/passwd",
    "html": "<b onmouseover=alert(1)>bold</b> &lt;script&gt; --> ]]>",
    "long": "x" * 20_000,
}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_words_in_every_field_stay_words(town: Town, kind: str) -> None:
    """In title, abstract, author and journal of PubMed and of a feed: the digest goes out, and nothing comes alive."""
    words = STRANGE[kind]
    town.publish(
        2,
        f"Moonwater gloom {words}",
        abstract=(Section(f"Gloom was lower. {words}"),),
        authors=(Author(family=words[:200], given="A"),),
        keywords=(words[:200],),
    )
    town.item("strange", f"Moonwater gloom too {words}", abstract=f"Gloom {words}", authors=(words[:200],))
    assert town.tick() == 0
    (letter,) = town.letters()
    html = letter.message.get_body(("html",))
    assert html is not None
    page = lxml.html.fromstring(html.get_content())
    assert not page.xpath("//script | //b[@onmouseover] | //@*[starts-with(name(), 'on')]")
    shown = page.text_content()
    assert "49" not in shown
    assert not [one for one in shown if unicodedata.bidirectional(one) in ("RLO", "LRO", "RLE", "LRE")]
    assert len(town.app.look.search(words[:100], 10)) < 10
    assert town.stored() == {1, 2}
    assert len(html.get_content()) < 102 * 1024


def test_ten_thousand_authors(town: Town) -> None:
    """A consortium paper is kept whole, and takes a line in the digest."""
    town.publish(2, authors=tuple(Author(family=f"Person{number}", given="A B") for number in range(10_000)))
    began = time.process_time()
    assert town.tick() == 0
    assert time.process_time() - began < 50
    assert len(town.record(2).record.authors) == 10_000
    assert len(town.letters()[0].raw) < 102 * 1024


@pytest.mark.parametrize("junk", [b"\0", b"\x0b\x1f", b"\xff\xfe\xfd", b"\xed\xa0\x80"])
def test_bytes_that_no_document_may_hold(town: Town, junk: bytes) -> None:
    """In PubMed's XML: the batch is refused whole and made good; in a feed: mended."""
    town.publish(2)
    town.item("junk", "Moonwater gloom in between")
    town.entrez.faults.next(Edit(lambda body: body.replace(b"people, part 2", b"people" + junk)), times=2, on="efetch")
    town.feed.faults.next(Edit(lambda body: body.replace(b"in between", b"in " + junk + b"between")))
    town.tick()
    assert 2 in town.events()
    assert town.outcome("letters").new == 1


@pytest.mark.parametrize("packed", [True, False])
def test_f37_a_reply_beyond_all_measure(town: Town, packed: bool) -> None:
    """From PubMed itself, 200 MB in a few KB, or 100 MB as they are: failed, with the memory that the limit allows."""
    town.settle(pubmed={"retries": 0})
    town.app = town.fresh()
    town.publish(2)
    fault = bomb(200, b"<PubmedArticleSet>") if packed else Say(200, b"<PubmedArticleSet>" + bytes(100_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    town.entrez.faults.next(fault, times=None, on="efetch")
    assert town.tick() == 3
    assert town.outcome().status is SourceStatus.FAILED
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000, "kilobytes"
    town.entrez.faults.clear()
    town.days(1)
    town.tick()
    assert town.events() == [2]


@pytest.mark.parametrize("name", ["x%2fevil", "a b", "x;rm -rf", "UPPER"])
def test_a_topics_name_is_no_path(quiet: Town, name: str) -> None:
    """A file's name becomes part of keys and addresses: letters, digits and hyphens, or it is refused."""
    file = quiet.queries / "topics" / f"{name}.yaml"
    file.write_text((quiet.queries / "topics" / "gloom.yaml").read_text())
    with pytest.raises(FilesError) as told:
        assert quiet.fresh().registry.topics == ()
    assert file.name in str(told.value.problems[0])


def test_an_abstract_that_the_rules_stumble_over_stops_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect of ours, met by one paper: its title alone is read; log, card and status say so; all are told of."""
    from tracker.reading import Reader

    sound = Reader.appraise

    def stumbles(self: Reader, title: str, abstract: str, *more: object) -> object:
        if "stumbling" in abstract:
            raise ZeroDivisionError
        return sound(self, title, abstract, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "appraise", stumbles)
    town.publish(2, abstract=(Section("A stumbling block: gloom was lower after moonwater (p=0.01)."),))
    town.publish(3)
    assert town.tick() == 0
    assert sorted(town.events()) == [2, 3]
    assert "2 new studies" in str(town.letters()[0].message["Subject"])
    assert "Its abstract could not be read here" in town.text(0)
    assert "the abstract of 2 could not be read" in caplog.text
    assert "only their titles: 1 (a defect" in town.status()
    assert town.tick() == 0
    assert caplog.text.count("could not be read") == 1, "once, not at every tick"
