"""The leave page as a reader meets it: a real browser, a phone's width, light and dark, with and without a mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import Served
from tracker.model.subscriber import Standing

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const light = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (one) => {
    const colour = getComputedStyle(one).backgroundColor
    return (parts(colour)[3] ?? 1) > 0 || !one.parentElement ? colour : behind(one.parentElement)
  }
  return Math.min(...[...document.querySelectorAll('h1, h2, p, button')].map((one) => {
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }))
}"""
"""The smallest contrast of any text on the page, by WCAG 2's formula."""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def opened(browser: Browser, url: str, scheme: str = "light", *, scripts: bool = False) -> Page:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto(url)
    return page


def test_a_reader_leaves_with_one_press(browser: Browser, site: Served) -> None:
    """Without JavaScript: opening the page changes nothing, the button does; nothing else is loaded."""
    reader = site.reader()
    page = opened(browser, f"{site.url}/leave/{reader.token}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert site.standing() is Standing.ACTIVE
    page.get_by_role("button", name="Leave this list").click()
    page.get_by_role("heading", name="The subscription has ended").wait_for()
    assert site.standing() is Standing.LEFT
    assert asked == [f"{site.url}/leave/{reader.token}"]
    assert page.context.cookies() == []
    page.context.close()


def test_the_keyboard_is_enough(browser: Browser, site: Served) -> None:
    """The first stop is the button."""
    page = opened(browser, f"{site.url}/leave/{site.reader().token}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The subscription has ended").wait_for()
    assert site.standing() is Standing.LEFT
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read(browser: Browser, site: Served, scheme: str) -> None:
    """Styled under its own policy, no sideways scroll, AA contrast, the safety lines above the button, all on a phone's
    first screen."""
    page = opened(browser, f"{site.url}/leave/any", scheme, scripts=True)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "600px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(CONTRAST) >= 4.5
    assert (page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 26)") == (scheme == "dark")
    button = page.get_by_role("button").bounding_box()
    crisis = page.locator(".safe").bounding_box()
    assert button is not None
    assert crisis is not None
    assert crisis["y"] + crisis["height"] < button["y"]
    assert button["height"] >= 44
    assert button["y"] + button["height"] < 740
    page.context.close()
