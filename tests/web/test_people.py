"""Joining, wishes and leaving over HTTP, with a real mail server on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests.web.conftest import READER, Reply, Serve, Served, serving
from tracker.model.subscriber import Frequency, Least, Standing
from tracker.model.topic import CrisisLines
from tracker.standins.mailbox import Mailbox

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box


@pytest.fixture
def joining(serve: Serve, mailbox: Mailbox) -> Served:
    site = serve()
    settings = site.app.settings
    mail = replace(settings.mail, host=mailbox.host, port=mailbox.port, tls="none", sender="digest@example.org")
    site.app.__dict__["settings"] = replace(settings, mail=mail)
    return site


def post(site: Served, path: str, **fields: str) -> Reply:
    return site.ask("POST", path, urlencode(fields).encode(), **FORM)


def link(mailbox: Mailbox) -> str:
    found = re.search(r"/confirm/\S+", mailbox.letters[-1].message.get_content())
    assert found is not None
    return found[0]


def test_joining_takes_a_form_a_mail_and_a_press(joining: Served, mailbox: Mailbox) -> None:
    """Nothing is kept before the press; opening the link, as scanners do, changes nothing; twice is as once."""
    assert post(joining, "/join", address=READER, frequency="monthly", least="randomised").status == 200
    assert joining.app.readers.find(READER) is None
    confirm = link(mailbox)
    assert joining.get(confirm).status == 200
    assert joining.app.readers.find(READER) is None
    for _ in range(2):
        assert post(joining, confirm).status == 200
    found = joining.app.readers.find(READER)
    assert found is not None
    assert (found.preferences.frequency, found.preferences.least) == (Frequency.MONTHLY, Least.RANDOMISED)
    assert [joining.app.plan() for _ in range(2)] == [1, 0], "the first mail: the ledger so far"


def test_the_pages_lead_to_the_form(joining: Served, serve: Serve) -> None:
    """From every page that only shows; not where nobody can join, for want of a mail server."""
    assert '<a href="join">' in joining.get("/index.html").body
    assert '<a href="../join">' in joining.get("/topics/trd.html").body
    assert 'join">' not in serve().get("/index.html").body


def test_a_link_ends_and_cannot_be_made_up(joining: Served, mailbox: Mailbox) -> None:
    """After two days, with a letter changed, or made for something else."""
    post(joining, "/join", address=READER)
    confirm = link(mailbox)
    made_up = confirm[:-9] + ("a" if confirm[-9] != "a" else "b") + confirm[-8:]
    assert post(joining, made_up).status == 404
    assert post(joining, confirm.replace("confirm", "preferences")).status == 404
    joining.clock.pass_by(days=2, seconds=2)
    assert post(joining, confirm).status == 404
    assert joining.app.readers.find(READER) is None


def test_the_page_does_not_tell_who_is_on_the_list(joining: Served, mailbox: Mailbox) -> None:
    """The same page, and a mail, for one who is, one who left and one who is not; asking twice sends one mail."""
    joining.reader("there@example.org")
    joining.reader("left@example.org")
    joining.app.readers.remove("left@example.org")
    pages = {post(joining, "/join", address=f"{name}@example.org").body for name in ("there", "left", "new", "new")}
    assert len(pages) == 1
    assert len(mailbox.letters) == 3


def test_a_program_that_fills_in_every_field_is_mailed_nothing(joining: Served, mailbox: Mailbox) -> None:
    """And is shown what everybody is shown."""
    trapped = post(joining, "/join", address=READER, website="https://example.com")
    assert trapped.body == post(joining, "/join", address="other@example.org").body
    assert [letter.recipients[0] for letter in mailbox.letters] == ["other@example.org"]


@pytest.mark.parametrize("wrong", [{"address": "nobody"}, {"address": READER, "topics": "nope"}, {"hour": "25"}])
def test_a_wrong_form_is_shown_again(joining: Served, mailbox: Mailbox, wrong: dict[str, str]) -> None:
    """With what is wrong; no mail goes out."""
    reply = post(joining, "/join", **{"address": READER, **wrong})
    assert reply.status == 400
    assert 'role="alert"' in reply.body
    assert not mailbox.letters


def test_without_a_mail_server_nobody_can_join(site: Served) -> None:
    """There is no such page."""
    assert site.get("/join").status == 404


def test_wishes_are_changed_by_a_signed_link(joining: Served) -> None:
    """Which shows them, keeps them, and works no more once its reader has left."""
    reader = joining.reader()
    path = joining.wishes(reader)
    assert joining.get(path).status == 200
    assert "Kept." in post(joining, path, frequency="alerts", claim_alerts="yes", least="any").body
    found = joining.app.readers.find(READER)
    assert found is not None
    assert (found.preferences.frequency, found.preferences.claim_alerts) == (Frequency.ALERTS, True)
    assert joining.standing() is Standing.ACTIVE
    joining.app.readers.leave(reader.token)
    assert joining.get(path).status == 404


def test_a_reader_chooses_the_language_of_the_crisis_lines(joining: Served, mailbox: Mailbox) -> None:
    """Offered where the files have another; pages show all of them, the mail to confirm the chosen ones."""
    assert 'name="language"' not in joining.get("/join").body
    subject = replace(joining.app.registry.subject, crisis_in={"xx": CrisisLines("Xish", ("Zyx 000.",))})
    joining.app.__dict__["registry"] = replace(joining.app.registry, subject=subject)
    with serving(joining.app, joining.clock) as site:
        page = site.get("/join").body
        assert '<option value="xx" lang="xx">Xish</option>' in page
        assert '<p lang="xx">Zyx 000.</p>' in page
        assert "988" in page
        assert post(site, "/join", address=READER, language="yy").status == 400
        post(site, "/join", address=READER, language="xx")
        assert "Zyx 000." in mailbox.letters[-1].message.get_content()
        post(site, link(mailbox))
    found = joining.app.readers.find(READER)
    assert found is not None
    assert found.preferences.language == "xx"
