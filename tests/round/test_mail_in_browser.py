"""The mail as a reader sees it: in a real browser, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import Lived

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

ABOVE_THE_FOLD = 700  # pixels, on a small phone


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def opened(browser: Browser, lived: Lived, width: int, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((lived.folder / "week-3" / "everything@example.org.html").as_uri())
    assert len(asked) == 1, "a mail fetches nothing"
    return page


@pytest.mark.parametrize("width", [360, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_says_the_safety_lines_first(browser: Browser, lived: Lived, width: int, scheme: str) -> None:
    """No sideways scroll; not medical advice, and where to turn in a crisis, above the fold."""
    page = opened(browser, lived, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for words in ("not medical advice", "988"):
        box = page.locator(f"text={words} >> visible=true").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < ABOVE_THE_FOLD
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("mail", ["week-0/everything", "week-2/everything", "week-3/alerts"])
def test_axe_finds_nothing(browser: Browser, lived: Lived, mail: str, width: int, scheme: str) -> None:
    """No violation of WCAG or of good practice in a first mail, a whole digest and one of alerts."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((lived.folder / f"{mail}@example.org.html").as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_headings_make_an_outline(browser: Browser, lived: Lived) -> None:
    """One first heading, then sections: what a screen reader jumps by."""
    page = opened(browser, lived, 600)
    assert page.locator("h1").count() == 1
    assert page.locator("h2").count() > 2
    page.close()


def test_every_link_leads_to_the_web_or_to_a_mailbox(browser: Browser, lived: Lived) -> None:
    """Or to a place in the mail itself; and no placeholder is left."""
    page = opened(browser, lived, 600)
    links = page.eval_on_selector_all("a:not([href^='#'])", "all => all.map(one => one.href)")
    assert links
    assert all(link.startswith(("https://", "http://", "mailto:")) for link in links)
    assert "%LINK" not in page.content()
    page.close()


def test_dark_mode_is_dark(browser: Browser, lived: Lived) -> None:
    """The background follows the reader's choice."""
    page = opened(browser, lived, 600, "dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")[:3])
    assert max(red, green, blue) < 90
    page.close()
