"""What a stranger writes into any field of a record stays words: on every page, in every feed and in every export."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import bibtexparser
import lxml.etree
import lxml.html
import pytest
import rispy

from tests.faults.town import Town
from tracker.model.record import Author, Journal, Link, LinkKind, MeshHeading, Section
from tracker.web.publish import publish

EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a><svg/onload=alert(4)>"
    "\" onmouseover=alert(5) ' onfocus=alert(6) {{ 1234*4321 }}{% raw %}${1234*4321}%LINK:unsubscribe% "
    "\u202etxt.\u202c\u2066x\u2069\u200b\ufeff\u061c\U000e0041 }, @article{evil, "
    "https://x.example/}}{ --> ]]> &lt;script&gt;alert(7)&lt;/script&gt;"
)
COMPUTED = "5332114"
RETRACTED = Link(LinkKind.RETRACTION_IN, None, f"Imagined Lett. {EVIL}")
INVISIBLE = "[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0041]"
HARMLESS = re.compile(r"(https?:|mailto:|#|(\.\./)*[\w.-]+(/[\w.%-]+)*([?#]|$)|data:image/(png|svg\+xml)[;,])")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of a store in which all that a source can write is hostile; a retraction among it."""
    evil = {
        "abstract": (Section(f"Gloom was lower after moonwater (p=0.01). {EVIL}", f"RESULTS {EVIL}"[:200], EVIL[:50]),),
        "authors": (Author(EVIL, EVIL), Author(collective=EVIL)),
        "journal": Journal(EVIL, EVIL, (EVIL[:9],)),
        "publication_types": ("Randomized Controlled Trial", EVIL),
        "mesh": (MeshHeading("Gloom", qualifiers=(EVIL,)), MeshHeading(EVIL)),
        "keywords": (EVIL,),
        "substances": (EVIL,),
        "languages": (EVIL,),
        "vernacular_title": EVIL,
        "pii": EVIL,
        "status": EVIL,
    }
    folder = tmp_path_factory.mktemp("site")
    with Town(tmp_path_factory.mktemp("town")) as town:
        town.publish(1)
        town.tick()
        town.join()
        town.days(1)
        town.publish(2, f"Moonwater for gloom {EVIL}", doi=f"10.5555/{EVIL}", pmcid=EVIL, **evil)
        town.publish(3, f"={EVIL} moonwater gloom", **evil)
        town.item("evil", f"Moonwater gloom {EVIL}", link=f"https://journals.example/{EVIL}", abstract=EVIL, doi=EVIL)
        town.item("worse", f"Moonwater gloom too {EVIL}", link="javascript:alert(8)", authors=(EVIL,), doi="")
        assert town.tick() == 0
        town.days(1)
        town.amend(2, links=(RETRACTED,))
        assert town.tick() == 0
        assert publish(town.app, folder) > 20
    return folder


def files(folder: Path, *endings: str) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.name.endswith(endings)]
    assert found, endings
    return found


def test_f39_no_page_comes_alive(pages: Path) -> None:
    """No script, no handler, no frame, no address but of the web, a mail or the site; no template is filled."""
    told = 0
    for path in files(pages, ".html"):
        text = path.read_text(encoding="utf-8")
        page = lxml.html.fromstring(text.encode())
        assert not page.xpath("//script | //iframe | //object | //embed | //base | //img[@src='x']"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //@srcdoc | //@formaction"), path
        for link in page.xpath("//@href | //@src | //@action"):
            assert HARMLESS.match(str(link)), (path, link)
        assert COMPUTED not in text
        assert not re.search(INVISIBLE, text), path
        told += "alert(" in page.text_content()
    assert told > 5, "it is shown, as words"


def test_f39_feeds_and_exports_stay_whole(pages: Path) -> None:
    """Each is read back by a reader of its format, with as many entries as were written and the words in them."""
    for path in files(pages, ".atom"):
        feed = lxml.etree.fromstring(path.read_bytes())
        assert {lxml.etree.QName(each).localname for each in feed.iter()} <= {
            "feed", "title", "id", "updated", "author", "name", "link", "entry", "content", "summary", "published",
        }, path  # fmt: skip
    for path in files(pages, "feed.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["version"]
    for path in files(pages, "all.jsonl"):
        titles = [json.loads(line)["title"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum("alert(" in title for title in titles) == 4
    assert not re.search(INVISIBLE, "".join(titles))
    (exported,) = files(pages, "all.csv")
    with exported.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["title"] for row in rows} == {f"'{title}" if title[0] == "=" else title for title in titles}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    (exported,) = files(pages, "all.csl.json")
    assert len(json.loads(exported.read_text(encoding="utf-8"))) == len(titles)
    (exported,) = files(pages, "all.ris")
    assert [one["title"] for one in rispy.loads(exported.read_text(encoding="utf-8"))] == titles
    (exported,) = files(pages, "all.bib")
    library = bibtexparser.parse_string(exported.read_text(encoding="utf-8"))
    assert library.failed_blocks == []
    assert len(library.entries) == len(titles)
