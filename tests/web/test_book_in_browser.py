"""The pages as an editor meets them: a real browser, a phone and a desk, light and dark, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PAGES = [
    "/index.html",
    "/claims/trd-efficacy.html",
    "/claims/side-effects-minimal.html",
    "/articles.html",
    "/articles/001.html",
    "/topics.html",
    "/topics/trd.html",
    "/studies/90000102.html",
    "/search.html?q=relapse",
]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def opened(browser: Browser, url: str, *, width: int = 1280, scheme: str = "light", scripts: bool = False) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        bypass_csp=scripts,  # for axe, which is put into the page
    )
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, shown: Served, path: str, width: int, scheme: str) -> None:
    """No violation of WCAG or of good practice, and no sideways scroll of the page."""
    page = opened(browser, shown.url + path, width=width, scheme=scheme, scripts=True)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 26)"
    assert dark == (scheme == "dark")
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_a_digest(browser: Browser, shown: Served, width: int, scheme: str) -> None:
    """As it stands on the web: the largest, and the ledger so far."""
    keys = shown.app.look.digests()
    largest = max(keys, key=lambda key: len(shown.app.look.digest(key)[0].cards))
    for key in (keys[0], largest):
        page = opened(browser, f"{shown.url}/digests/{key}.html", width=width, scheme=scheme, scripts=True)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_from_the_front_page_to_the_sentence_by_keyboard(browser: Browser, shown: Served) -> None:
    """Without JavaScript: over the skip link to the first claim to look at again, and to its studies' sentences."""
    page = opened(browser, f"{shown.url}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.locator("#again + p + ul a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where it stands").wait_for()
    assert page.locator("blockquote").count() > 0
    page.context.close()


def test_nothing_is_loaded_from_elsewhere(browser: Browser, shown: Served) -> None:
    """One address, one request; no cookie."""
    page = opened(browser, f"{shown.url}/index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{shown.url}/claims/trd-efficacy.html")
    assert asked == [f"{shown.url}/claims/trd-efficacy.html"]
    assert page.context.cookies() == []
    page.context.close()
