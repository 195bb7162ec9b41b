"""The documents lead to each other and to files that exist; the map names every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_to_a_file(page: Path) -> None:
    """Relative links, in whatever folder the page stands."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_path_of_the_code_that_a_page_names_exists(page: Path) -> None:
    """Modules move; the pages that name them have to follow."""
    named = re.findall(r"`((?:tracker|tests|queries|templates)/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not any((ROOT / path).parent.glob(Path(path).name + "*"))] == []


def test_the_map_names_every_page_of_the_docs() -> None:
    """Each once, so that nobody has to look through the folder."""
    links = re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs" / "README.md").read_text(encoding="utf-8"))
    pages = {page.name for page in ROOT.glob("docs/*.md")} - {"README.md"}
    assert sorted(links) == sorted(pages)
