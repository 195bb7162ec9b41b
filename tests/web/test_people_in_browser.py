"""Joining and choosing as a reader does it: a real browser, without JavaScript, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.web.conftest import READER, Served
from tests.web.test_people import joining, link, mailbox
from tracker.model.subscriber import Frequency
from tracker.standins.mailbox import Mailbox

__all__ = ["joining", "mailbox"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def test_the_keyboard_is_enough_to_join_and_to_choose(browser: Browser, joining: Served, mailbox: Mailbox) -> None:
    """The first stop is the address, the trap is no stop; the mailed link confirms; wishes are kept."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{joining.url}/join")
    page.keyboard.press("Tab")
    page.keyboard.type(READER)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    page.goto(f"{joining.url}{link(mailbox)}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You are on the list").wait_for()
    found = joining.app.readers.find(READER)
    assert found is not None
    page.goto(f"{joining.url}{joining.wishes(found)}")
    page.get_by_label("every week").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Keep this").press("Enter")
    page.get_by_role("status").wait_for()
    assert page.context.cookies() == []
    kept = joining.app.readers.find(READER)
    assert kept is not None
    assert kept.preferences.frequency is Frequency.MONTHLY
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_forms_pass_axe(browser: Browser, joining: Served, width: int, scheme: str) -> None:
    """No violation on any page of people, and no sideways scroll."""
    reader = joining.reader()
    wishes = joining.wishes(reader).removeprefix("/")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    for path in ("join", wishes, f"leave/{reader.token}", "confirm/old"):
        page.goto(f"{joining.url}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
