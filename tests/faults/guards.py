"""The guard behind each row of the matrix of faults: lines that are taken out, and the test that fails without them.

`make prove` takes each of them out in a copy of the program and sees its test fail (tests/faults/test_guards.py).
Where several guards stand behind one another they are taken out together: a row with two is not proven by one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """In `file` below tracker/, `text`, which stands there once, becomes `instead`."""

    file: str
    text: str
    instead: str


@dataclass(frozen=True, slots=True)
class Guard:
    """row: of the matrix; what: the guard in words; test: path below tests/ and name, with parameters where needed."""

    row: int
    what: str
    test: str
    cuts: tuple[Cut, ...]


def guard(row: int, what: str, test: str, *cuts: tuple[str, str, str]) -> Guard:
    return Guard(row, what, test, tuple(Cut(*cut) for cut in cuts))


PUBMED, FEEDS, MAIL, DAEMON = (f"faults/test_{name}.py::test_" for name in ("pubmed", "feeds", "mail", "daemon"))
HTTP = "sources/test_http.py::test_"
REPLIES = "sources/pubmed/replies.py"

GUARDS = (
    guard(
        1,
        "Retry-After is honoured",
        PUBMED + "f01_429_is_waited_out[7-7]",
        (
            "sources/retry.py",
            "if isinstance(error, RateLimited) and error.retry_after is not None:",
            "if False:",
        ),
    ),
    guard(
        1,
        "429 is worth another try",
        PUBMED + "f01_429_is_waited_out[-0]",
        ("sources/retry.py", "return isinstance(error, SourceError) and error.retryable", "return False"),
    ),
    guard(
        2,
        "the body is read, whatever the status",
        PUBMED + "f02_the_429_body_with_status_200",
        (REPLIES, ' or "api rate limit exceeded" in head.lower()', ""),
    ),
    guard(
        3,
        "a bad key is told from other refusals",
        PUBMED + "f03_a_bad_key_stops_the_source_and_is_never_shown",
        (REPLIES, 'if "api key invalid" in head.lower():', "if False:"),
    ),
    guard(
        3,
        "the key is taken out of every message",
        "sources/test_replies.py::test_f3_key_in_an_unknown_error_is_masked",
        ("sources/pubmed/entrez.py", "                self._redact(error)\n", ""),
    ),
    guard(
        4,
        "5xx is passing trouble",
        PUBMED + "f04_server_errors_are_retried_then_degraded",
        (REPLIES, "if response.status >= 500 or response.status in (408, 425):", "if False:"),
    ),
    guard(
        5,
        "a broken connection, and a body cut off, are passing trouble",
        PUBMED + "f05_a_broken_connection_is_tried_again",
        (
            "sources/http/client.py",
            'broke: {each.strerror}", where=where, retryable=True)',
            'broke: {each.strerror}", where=where)',
        ),
        (
            "sources/http/client.py",
            'return TooMuch("the reply is cut off", where=where, retryable=True)',
            'return TooMuch("the reply is cut off", where=where)',
        ),
    ),
    guard(
        6,
        "a watchdog cuts the connection when the time of the whole request is up",
        HTTP + "f6_the_deadline_is_for_the_whole_request",
        (
            "sources/http/watchdog.py",
            "threading.Timer(seconds, self._bite)",
            "threading.Timer(seconds + 4, self._bite)",
        ),
    ),
    guard(
        7,
        "`<ERROR>` is looked for in every reply",
        PUBMED + "f07_an_error_with_status_200_keeps_the_cursor",
        (REPLIES, 'if stripped.startswith("<"):', "if False:"),
    ),
    guard(
        7,
        "the cursor moves after everything was kept",
        PUBMED + "f07_an_error_with_status_200_keeps_the_cursor",
        (
            "jobs/pubmed.py",
            "        if plan.watched:\n            self._news(plan, since, now)\n",
            "        if plan.watched:\n            for topic in plan.watched:\n"
            "                self._set_cursor(topic, since[topic.id], now)\n            self._news(plan, since, now)\n",
        ),
    ),
    guard(
        8,
        "what times out is asked for in halves",
        PUBMED + "f08_a_viewer_timeout_halves_the_batch",
        (REPLIES, "if any(words in low for words in _SMALLER_MAY_HELP):", "if False:"),
    ),
    guard(
        9,
        "some complaints last",
        PUBMED + "f09_an_empty_id_list_is_permanent",
        (REPLIES, '    "id list is empty",\n', ""),
    ),
    guard(
        10,
        "a document that does not end is refused",
        PUBMED + "f10_a_broken_document_is_rejected_whole",
        (
            "sources/pubmed/parse.py",
            "    root = read_tree(bytes(frame))",
            '    root = etree.fromstring(b"<PubmedArticleSet/>")',
        ),
    ),
    guard(
        11,
        "an error is found by a pattern, where JSON's rules would fail",
        PUBMED + "f11_control_characters_in_json_are_classified",
        (
            REPLIES,
            '        return found[1] if found else ""\n    if',
            '        return str(__import__("json").loads(stripped)["error"])\n    if',
        ),
    ),
    guard(
        12,
        "a search beyond the wall is had by date",
        "sources/test_pubmed.py::test_f12_more_hits_than_the_wall_are_had_by_date",
        (
            "sources/pubmed/windows.py",
            "            if page.count > self.wall:\n                return None\n",
            "            if page.count > self.wall:\n                return page\n",
        ),
    ),
    guard(
        12,
        "a day beyond the wall is a failure",
        "sources/test_pubmed.py::test_f12_a_single_day_over_the_wall_is_loud",
        (
            "sources/pubmed/windows.py",
            "            elif part.start >= part.end:\n",
            "            elif part.start >= part.end:\n                break\n            elif False:\n",
        ),
    ),
    guard(
        13,
        "count and list must agree",
        PUBMED + "f13_a_page_one_short_is_reconciled",
        ("sources/pubmed/windows.py", "            if received == page.count:", "            if True:"),
    ),
    guard(
        14,
        "what was asked for is compared with what came",
        PUBMED + "f14_records_left_out_of_the_reply",
        (
            "sources/pubmed/efetch.py",
            "    received.missing |= wanted - received.records.keys() - received.deleted",
            "",
        ),
    ),
    guard(
        14,
        "what never comes is given up after five fetches",
        PUBMED + "f14_records_left_out_of_the_reply",
        ("jobs/pubmed.py", "tries.get(pmid, 0) >= GIVE_UP_AFTER", "False"),
    ),
    guard(
        15,
        "a lost history is passing trouble",
        PUBMED + "f15_a_lost_webenv_is_refetched_by_ids",
        (REPLIES, "retryable=known or status == 200 or status >= 500", "retryable=status >= 500"),
    ),
    guard(
        16,
        "no count is not zero",
        PUBMED + "f16_no_count_and_no_list_is_not_nothing",
        (
            "sources/pubmed/esearch.py",
            '        raise TooMuch(f"the search result has no count ({text[:40]!r})", where="PubMed", retryable=True)',
            "        return 0",
        ),
    ),
    guard(
        17,
        "an empty answer about days of which records are kept is doubted",
        PUBMED + "f17_a_sudden_zero_is_suspicious",
        ("jobs/doubt.py", "    if len(kept) < MANY:\n        return found\n", "    return found\n"),
    ),
    guard(
        18,
        "what PubMed says of a search is kept",
        PUBMED + "f18_a_query_that_pubmed_does_not_understand_is_named",
        ("sources/pubmed/esearch.py", 'errors=_notes(root.find("ErrorList"))', "errors=()"),
    ),
    guard(
        19,
        "no DTD is loaded",
        PUBMED + "f19_an_unknown_dtd_and_new_elements_are_read_offline",
        ("sources/pubmed/xml.py", "load_dtd=False", "load_dtd=True"),
    ),
    guard(
        20,
        "a paper is late by its own date",
        PUBMED + "f20_an_old_paper_added_late_is_announced_as_late",
        ("rules/watch.py", "return (today - last_day).days > LATE_AFTER_DAYS", "return False"),
    ),
    guard(
        20,
        "the modification date is asked for too",
        PUBMED + "f20_a_record_that_matches_only_later_is_found",
        ("rules/watch.py", 'Window("mdat", self.start, self.end)', 'Window("crdt", self.start, self.end)'),
    ),
    guard(
        21,
        "a record that is kept is updated, not told",
        PUBMED + "f21_ahead_of_print_becomes_an_issue",
        (
            "jobs/keep.py",
            "told = news and stored.baseline and sighting.kind is SourceKind.PUBMED and stored.record.pmid is None",
            "told = news",
        ),
    ),
    guard(
        22,
        "what a notice says of another paper is told once",
        PUBMED + "f22_a_retraction_alerts_once",
        (
            "jobs/keep.py",
            "if any(link.kind is mark.kind and link.pmid in (mark.pmid, None) for link in target.record.links):",
            "if False:",
        ),
    ),
    guard(
        23,
        "books are read as books",
        PUBMED + "f23_what_has_next_to_nothing_is_kept",
        (
            "sources/pubmed/parse.py",
            'book_record(element) if element.tag == "PubmedBookArticle" else article_record(element)',
            "article_record(element)",
        ),
    ),
    guard(
        24,
        "a last time that lies ahead is due",
        PUBMED + "f24_a_clock_set_back_stalls_nothing",
        ("app/intake.py", "last is None or now - last >= every or last > now", "last is None or now - last >= every"),
    ),
    guard(
        24,
        "a last digest that lies ahead holds nothing up",
        PUBMED + "f24_a_clock_that_ran_ahead_stalls_nothing",
        ("rules/due.py", "    if last_due is not None and last_due - now.", "    if False and last_due - now."),
    ),
    guard(
        24,
        "a date that is used up keeps its news for the next",
        PUBMED + "f24_a_clock_that_ran_ahead_stalls_nothing",
        ("jobs/plan.py", "after=digest.up_to if taken else subscriber.after,", "after=digest.up_to,"),
    ),
    guard(
        25,
        "304 is an answer",
        FEEDS + "f25_not_modified_is_an_answer",
        ("sources/feeds/reader.py", "if response.status == 304:", "if False:"),
    ),
    guard(
        26,
        "the new address is remembered",
        FEEDS + "f26_a_move_is_followed_and_proposed",
        ("jobs/feeds.py", "moved_to=reading.moved_to or cursor.moved_to", "moved_to=cursor.moved_to"),
    ),
    guard(
        27,
        "a feed that is gone is asked no more",
        FEEDS + "f27_a_feed_that_is_gone_is_disabled_and_reported",
        ("jobs/feeds.py", "        if cursor.disabled:", "        if False:"),
    ),
    guard(
        28,
        "blocked is told from failed",
        FEEDS + "f28_a_blocked_feeds_papers_come_through_pubmed",
        ("sources/feeds/refusal.py", "if status in (401, 403, 451) or challenged:", "if False:"),
    ),
    guard(
        29,
        "a page is no feed (two guards: by its head, and by its root)",
        FEEDS + "f29_a_page_or_nothing_is_a_failure",
        ("sources/feeds/refusal.py", "    if page:\n", "    if False:\n"),
        ("sources/feeds/document.py", 'if not root or root[1].rpartition(":")[2] not in _ROOTS:', "if not root:"),
    ),
    guard(
        30,
        "what follows the last whole item is left out",
        FEEDS + "f30_of_a_truncated_feed_whole_items_only",
        ("sources/feeds/document.py", "    head = text[:end]\n", "    head = text\n"),
    ),
    guard(
        31,
        "a feed that is no XML is mended",
        FEEDS + "f31_stray_ampersands_and_control_characters",
        ("sources/feeds/document.py", "_tree(_mended(whole), where)", "_tree(whole, where)"),
    ),
    guard(
        32,
        "a work is known by its identifiers, not by its GUID",
        FEEDS + "f32_new_guids_on_everything_alert_nobody",
        (
            "rules/identity.py",
            '    mine = {key for key in lookup_keys(one) if key[0] != "title"}\n',
            "    mine = set()\n",
        ),
    ),
    guard(
        33,
        "two papers under one GUID get keys of their own",
        "sources/test_feeds.py::test_f33_one_guid_on_two_papers",
        ("sources/feeds/reader.py", 'key if uses[key] == 1 else f"{key}#{_mark(record)}"', "key"),
    ),
    guard(
        34,
        "a time stamp that lies ahead is no date",
        "sources/test_feeds.py::test_f34_no_date_is_invented",
        ("sources/feeds/items.py", "found = not_after(read_date(text), now)", "found = read_date(text)"),
    ),
    guard(
        35,
        "markup goes",
        FEEDS + "f35_markup_in_a_title_becomes_clean_text",
        ("sources/feeds/markup.py", '    if "<" not in text:\n', "    if True:\n"),
    ),
    guard(
        36,
        "one DOI is one work",
        FEEDS + "f36_one_doi_from_both_is_one_record",
        ("rules/identity.py", '        ("doi", record.doi or ""),\n', ""),
    ),
    guard(
        37,
        "what unpacks is counted",
        HTTP + "f37_size_unpacked_is_bounded",
        ("sources/http/body.py", "                if len(plain) > limit:", "                if False:"),
    ),
    guard(
        37,
        "a feed that declares entities is not read",
        FEEDS + "f37_bombs_are_bounded[entities]",
        ("sources/feeds/document.py", '    if "<!ENTITY" in text:', "    if False:"),
    ),
    guard(
        38,
        "private addresses are refused",
        HTTP + "f38_private_addresses_are_refused_however_spelled",
        ("sources/http/address.py", "        if not is_public(address[0]):", "        if False:"),
    ),
    guard(
        38,
        "the address that was checked is the one that is used",
        HTTP + "f38_a_rebinding_name_server_gains_nothing",
        (
            "sources/http/adapter.py",
            "connection.connect(address)",
            "connection.connect(socket.getaddrinfo(host, port)[0][4])",
        ),
    ),
    guard(
        39,
        "values are escaped in mails",
        FEEDS + "f39_scripts_and_strange_links_are_inert",
        ("render/environment.py", 'autoescape=select_autoescape(("html.j2",))', "autoescape=False"),
    ),
    guard(
        39,
        "values are escaped on pages",
        "faults/test_strange_pages.py::test_f39_no_page_comes_alive",
        ("render/environment.py", 'autoescape=select_autoescape(("html.j2",))', "autoescape=False"),
    ),
    guard(
        39,
        "a title is text in BibTeX",
        "faults/test_strange_pages.py::test_f39_feeds_and_exports_stay_whole",
        (
            "render/exports.py",
            "LatexEncodingMiddleware(keep_math=False, enclose_urls=False)",
            "LatexEncodingMiddleware()",
        ),
    ),
    guard(
        40,
        "a passing refusal is retried",
        MAIL + "f40_a_passing_refusal_is_retried_under_the_same_message_id",
        (
            "mail/replies.py",
            "    return SendResult(Handed.LATER, words, GREYLIST_HOURS)",
            "    return SendResult(Handed.REFUSED, words)",
        ),
    ),
    guard(
        41,
        "after the set number of refusals the reader is suspended",
        MAIL + "f41_permanent_refusals_suspend_that_reader",
        (
            "jobs/send.py",
            "if subscribers.count_failure(delivery.subscriber) < self._suspend_after:",
            "if subscribers.count_failure(delivery.subscriber):",
        ),
    ),
    guard(
        42,
        "a daily limit is told from a refusal",
        MAIL + "f42_a_daily_limit_waits_a_day",
        ("mail/replies.py", "    if _DAILY_LIMIT.search(words):", "    if False:"),
    ),
    guard(
        43,
        "what was taken is marked at once",
        MAIL + "f43_only_the_refused_recipient_is_retried",
        ("jobs/send.py", "                deliveries.mark_sent(delivery.id, now, result.reply)\n", ""),
    ),
    guard(
        44,
        "a line that goes dead after the dot is told from one that went before it",
        MAIL + "f44_a_connection_lost_after_the_dot",
        (
            "mail/connection.py",
            "    if code == -1:\n        connection.close()\n",
            '    if code == -1:\n        connection.close()\n        raise Lost("lost")\n',
        ),
    ),
    guard(
        45,
        "a mail is marked as under way before it goes out",
        MAIL + "f45_killed_between_the_servers_yes_and_the_commit",
        (
            "jobs/send.py",
            "if self._store.deliveries.mark_sending(one.id, self._clock())",
            "",
        ),
    ),
    guard(
        46,
        "certificate and name are checked",
        MAIL + "f46_a_bad_certificate_is_refused",
        (
            "mail/connection.py",
            "ssl.create_default_context(cafile=options.ca_file or None)",
            "ssl._create_unverified_context()",
        ),
    ),
    guard(
        47,
        "no header holds a line break",
        "mail/test_message.py::test_f47_no_value_can_start_a_header",
        ("mail/message.py", 'return " ".join(_CONTROL.sub(" ", value).split())', "return value"),
    ),
    guard(
        48,
        "headers are not folded",
        MAIL + "f48_a_long_unsubscribe_address_is_whole_on_the_wire",
        (
            "mail/message.py",
            'return "".join(f"{name}: {value}\\r\\n" for name, value in headers)',
            'return "".join(policy.SMTP.fold(name, value) for name, value in headers)',
        ),
    ),
    guard(
        49,
        "the mail is measured",
        MAIL + "f49_a_huge_digest_is_shortened_and_says_so",
        ("render/mailparts.py", "excess = len(drawn.encode()) - self._limit", "excess = 0"),
    ),
    guard(
        50,
        "a digest that waits for two days is an alarm",
        MAIL + "f50_a_server_that_is_down_for_days_loses_nothing",
        ("app/wellness.py", "now - facts.oldest_unsent > LONGEST_WAIT", "False"),
    ),
    guard(
        50,
        "what no server took is planned again, and is not ambiguous",
        "jobs/test_send.py::test_f50_a_server_that_is_down_leaves_nothing_ambiguous",
        ("jobs/send.py", "            self._take_back(error)\n", ""),
    ),
    guard(
        51,
        "a feed's memory moves with its items",
        "faults/test_kill.py::test_f51_killed_before_every_commit",
        (
            "jobs/feeds.py",
            "        with self._store.atomic():\n            for sighting in reading.items:\n",
            "        self._keep_cursor(_advanced(cursor, reading, now))\n"
            "        with self._store.atomic():\n            for sighting in reading.items:\n",
        ),
    ),
    guard(
        51,
        "a store's log is emptied before a backup takes its place",
        "store/test_backup.py::test_f51_killed_while_a_backup_is_put_back",
        ("store/backup.py", "    _empty_log(target)\n    os.link", "    os.link"),
    ),
    guard(
        52,
        "a job that does not end is cut off",
        DAEMON + "f52_sigterm_in_the_middle_of_a_request",
        ("schedule.py", "        signal.alarm(GOODBYE_SECONDS)\n", ""),
    ),
    guard(
        52,
        "a mail server that says nothing is not waited for",
        DAEMON + "f52_sigterm_while_a_mail_server_says_nothing",
        ("schedule.py", "        signal.alarm(GOODBYE_SECONDS)\n", ""),
    ),
    guard(
        53,
        "a full disk is told in our words",
        "faults/test_kill.py::test_f53_the_disk_fails_at_some_points",
        ("store/faults.py", "    sqlite3.SQLITE_FULL: (", "    -1: ("),
    ),
    guard(
        54,
        "an empty file is no new store (three guards: its size, its mark, its migrations)",
        DAEMON + "f54_a_damaged_store_is_never_all_new[0 bytes]",
        ("store/opening.py", "    if path.stat().st_size == 0:", "    if False:"),
        ("store/opening.py", '    if database.value("PRAGMA application_id") != APPLICATION_ID:', "    if False:"),
        ("store/opening.py", "        if newer or not applied:", "        if newer:"),
    ),
    guard(
        54,
        "the whole file is read at the start",
        DAEMON + "f54_a_damaged_page_is_found_at_the_start",
        (
            "store/__init__.py",
            "        if check and (found := problems(db)):",
            "        if False and (found := problems(db)):",
        ),
    ),
    guard(
        55,
        "one run at a time",
        "store/test_lock.py::test_f55_a_second_run_is_refused_with_the_pid_of_the_first",
        (
            "store/lock.py",
            "        if not lock.acquire():\n            pid",
            "        if not lock.acquire() and False:\n            pid",
        ),
    ),
    guard(
        56,
        "a locked database is told from a defect",
        DAEMON + "f56_a_store_that_stays_locked",
        ("store/faults.py", "if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):", "if False:"),
    ),
    guard(
        57,
        "only the newest missed date is due",
        "rules/test_due.py::test_f57_one_catch_up_after_weeks_off",
        (
            "rules/due.py",
            "    return newest if last_due is None or newest > last_due else None",
            "    return newest if last_due is None else last_due + timedelta(days=7) if newest > last_due else None",
        ),
    ),
    guard(
        58,
        "a local date is due once",
        "rules/test_due.py::test_f58_a_year_of_ticks_gives_one_digest_a_week",
        (
            "rules/due.py",
            "    return newest if last_due is None or newest > last_due else None",
            "    return newest if last_due is None or newest >= last_due else None",
        ),
    ),
    guard(
        59,
        "nothing is put into the home",
        DAEMON + "f59_a_home_that_cannot_be_written",
        (
            "sources/pubmed/entrez.py",
            "    with _building:\n",
            '    __import__("pathlib").Path("~/.cache/entrez").expanduser().mkdir(parents=True, exist_ok=True)\n'
            "    with _building:\n",
        ),
    ),
    guard(
        60,
        "a backup is made by SQLite, not by copying the file",
        "store/test_backup.py::test_f60_a_backup_holds_what_was_just_committed",
        (
            "store/backup.py",
            "            db.utils.conn.backup(copy)\n",
            "            shutil.copyfile(db.path, draft)\n",
        ),
    ),
)
