"""Settings: environment before file before default, and every mistake at once."""

import pickle
from pathlib import Path

import pytest

from tracker.errors import FilesError
from tracker.registry.options import Secret
from tracker.registry.sections import Settings
from tracker.registry.settings import all_keys, load_settings


def load(tmp_path: Path, text: str = "", **environ: str) -> Settings:
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    file.chmod(0o600)
    return load_settings(file, environ)


def problems(tmp_path: Path, text: str = "", **environ: str) -> list[str]:
    with pytest.raises(FilesError) as caught:
        load(tmp_path, text, **environ)
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    """A missing file is no mistake."""
    settings = load_settings(tmp_path / "none.yaml", {"HOME": "/nowhere"})
    assert settings == Settings() == load_settings(None, {})
    assert set(settings.origins.values()) == {"default"}
    assert settings.pubmed.base_url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    """And every value says where it comes from."""
    text = "pubmed:\n  tool: from-file\n  batch_size: 50\ndry_run: true\n"
    settings = load(tmp_path, text, TRACKER_PUBMED_TOOL="from-environment", TRACKER_DRY_RUN="no")
    assert (settings.pubmed.tool, settings.pubmed.batch_size, settings.pubmed.retries) == ("from-environment", 50, 4)
    assert settings.dry_run is False
    origins = settings.origins
    assert origins["pubmed.tool"] == "TRACKER_PUBMED_TOOL"
    assert origins["pubmed.batch_size"] == f"{tmp_path}/settings.yaml:3"
    assert origins["pubmed.retries"] == "default"


def test_every_key_has_its_own_variable(tmp_path: Path) -> None:
    """Set all of them through the environment: each arrives, none means two things."""
    keys = list(all_keys())
    variables = [key.variable for key in keys] + [f"{key.variable}_FILE" for key in keys if key.option.secret]
    assert len(set(variables)) == len(variables)
    environ = {key.variable: key.option.example.strip("[]") or written(key.default) for key in keys}
    settings = load_settings(None, environ)
    assert dict(settings.origins) == {key.name: key.variable for key in keys}


def written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    """Without the line break at its end; the origin names the variable."""
    (tmp_path / "key").write_text("s3cret\n")
    settings = load(tmp_path, TRACKER_PUBMED_API_KEY_FILE=str(tmp_path / "key"))
    assert settings.pubmed.api_key.reveal() == "s3cret"
    assert settings.origins["pubmed.api_key"] == "TRACKER_PUBMED_API_KEY_FILE"
    assert settings.pubmed.rate == 10


def test_only_secrets_can_stand_in_a_file(tmp_path: Path) -> None:
    """For anything else the variable is unknown."""
    assert "TRACKER_MAIL_HOST_FILE is not known" in problems(tmp_path, TRACKER_MAIL_HOST_FILE="x")[0]


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"\xff\xfe", "UTF-8"), (b"x" * 20_000, "larger"), (None, "No such")]
)
def test_a_secrets_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes | None, words: str) -> None:
    """Never a run without the key that was meant."""
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    (found,) = problems(tmp_path, TRACKER_PUBMED_API_KEY_FILE=str(tmp_path / "key"))
    assert "TRACKER_PUBMED_API_KEY_FILE" in found
    assert words in found


def test_a_secret_in_a_variable_and_in_a_file_is_told(tmp_path: Path) -> None:
    """Which one is meant cannot be known."""
    (tmp_path / "key").write_text("a")
    (found,) = problems(tmp_path, TRACKER_PUBMED_API_KEY="b", TRACKER_PUBMED_API_KEY_FILE=str(tmp_path / "key"))
    assert "Both TRACKER_PUBMED_API_KEY and TRACKER_PUBMED_API_KEY_FILE are set" in found


def test_no_secret_shows_itself(tmp_path: Path) -> None:
    """Not in repr, str, a format or an error."""
    settings = load(tmp_path, "pubmed: {api_key: s3cret}\nmail: {user: u, password: hunter22}\n")
    shown = f"{settings!r} {settings} {settings.pubmed.api_key} {settings.mail.password!r} {settings.origins}"
    assert "s3cret" not in shown
    assert "hunter22" not in shown
    assert settings.mail.password.reveal() == "hunter22"
    found = problems(tmp_path, "mail: {user: u, tls: none, password: [hunter22]}\npubmed: {api_key: {s3cret: 1}}\n")
    assert "hunter22" not in "".join(found)
    assert "s3cret" not in "".join(found)


def test_a_secret_in_a_file_that_others_can_read_is_a_warning(tmp_path: Path) -> None:
    """A private file, and a file without secrets, are fine."""
    file = tmp_path / "settings.yaml"
    file.write_text("pubmed: {api_key: s3cret, email: a@b.example}\n")
    file.chmod(0o644)
    (found,) = load_settings(file, {}).warnings
    assert "others can read" in str(found)
    file.chmod(0o600)
    assert load_settings(file, {}).warnings == ()


def test_unknown_keys_and_variables_are_told_with_the_nearest(tmp_path: Path) -> None:
    """In the file, in a section, in the environment; other programs' variables are left alone."""
    found = problems(
        tmp_path,
        "pubmd: {}\npubmed:\n  toool: x\nmail: 3\n",
        TRACKER_PUBMED_TOOL_="x",
        OTHER="x",
        TRACKER_MAIL_HOTS="x",
    )
    assert "settings.yaml:1:1: The key 'pubmd' is not known. Did you mean 'pubmed'?" in found
    assert "settings.yaml:3:3: The key 'pubmed.toool' is not known. Did you mean 'tool'?" in found
    assert any(one.startswith("settings.yaml:4:7: 'mail' is a section") for one in found)
    assert "environment: The variable TRACKER_MAIL_HOTS is not known. Did you mean 'TRACKER_MAIL_HOST'?" in found
    assert len(found) == 5


def test_variables_that_the_caller_knows_are_no_mistake(tmp_path: Path) -> None:
    """The command line may read some of its own."""
    assert load_settings(None, {"TRACKER_QUERIES": "q"}, also_known=["TRACKER_QUERIES"]) == Settings()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("mail: {port: 0}", "1:14", "from 1 to 65535"),
        ("mail: {port: smtp}", "1:14", "no whole number"),
        ("mail: {tls: ssl}", "1:13", "none, starttls, tls"),
        ("mail: {from: nobody}", "1:14", "no mail address"),
        ("mail: {reply_to: a@b@c}", "1:18", "no mail address"),
        ("mail: {list_id: two words}", "1:17", "no list id"),
        ('mail: {host: "a\\nb"}', "1:14", "line break"),
        ("schedule: {time_zone: Europe/Dubln}", "1:23", "Did you mean 'Europe/Dublin'?"),
        ("schedule: {time_zone: ../../etc/passwd}", "1:23", "no time zone"),
        ("schedule: {digest_weekday: mondy}", "1:28", "Did you mean 'monday'?"),
        ("schedule: {digest_hour: 24}", "1:25", "from 0 to 23"),
        ("pubmed: {retries: -1}", "1:19", "from 0 to 20"),
        ("pubmed: {deadline_seconds: .inf}", "1:28", "no number"),
        ("pubmed: {requests_per_second: 0}", "1:31", "out of bounds"),
        ("pubmed: {base_url: eutils.example}", "1:20", "no web address"),
        ("pubmed: {base_url: 'https://u:p@eutils.example'}", "1:20", "has a user"),
        ("web: {public_url: 'javascript:alert(1)'}", "1:19", "no web address"),
        ("web: {public_url: 'https://[::1'}", "1:19", "no web address"),
        ("web: {public_url: 'https://a.example/?q=1'}", "1:19", "a query"),
        ("http: {allowed_private_hosts: ['http://x']}", "1:31", "no host name"),
        ("http: {allowed_private_hosts: {a: b}}", "1:31", "has keys below it"),
        ("dry_run: perhaps", "1:10", "Write true or false"),
        ("dry_run: [true]", "1:10", "not a list"),
        ("- a", "1:1", "Settings are sections"),
    ],
)  # fmt: skip
def test_each_kind_of_value_is_checked(tmp_path: Path, text: str, place: str, words: str) -> None:
    """One sentence with line, column and what to write."""
    (found,) = problems(tmp_path, text + "\n")
    assert found.startswith(f"settings.yaml:{place}: "), found
    assert words in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pubmed: {base_url: 'http://eutils.example/'}", "'pubmed.base_url' is not https"),
        ("web: {public_url: 'http://digest.example'}", "'web.public_url' is not https"),
        ("pubmed: {requests_per_second: 5}", "more than the 3"),
        ("mail: {user: u}", "'mail.password' is not"),
        ("mail: {password: p}", "'mail.user' is not"),
        ("mail: {tls: none, user: u, password: p}", "in the clear"),
        ("mail: {host: smtp.example}", "'mail.from' is not"),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, text: str, words: str) -> None:
    """Each rule names the key to change and stands at its line."""
    (found,) = problems(tmp_path, "# first line\n" + text + "\n")
    assert found.startswith("settings.yaml:2:"), found
    assert words in found


def test_plain_http_is_allowed_to_private_hosts_only(tmp_path: Path) -> None:
    """Tests and intranets name their hosts; the address gets its final slash."""
    text = "pubmed: {base_url: 'http://127.0.0.1:8080/eutils'}\nhttp: {allowed_private_hosts: [127.0.0.1]}\n"
    assert load(tmp_path, text).pubmed.base_url == "http://127.0.0.1:8080/eutils/"


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    """File, environment, and rules over several settings."""
    found = problems(
        tmp_path,
        "mail: {port: x, tls: y}\npubmed: {requests_per_second: 9}\nmale: 1\n",
        TRACKER_SCHEDULE_DIGEST_HOUR="noon",
    )
    assert len(found) == 5
    assert any(one.startswith("TRACKER_SCHEDULE_DIGEST_HOUR: 'schedule.digest_hour' is 'noon'") for one in found)


def test_lists_are_written_in_three_ways(tmp_path: Path) -> None:
    """In a variable by commas, in the file as a list or by commas; spaces and repetitions do not matter."""
    hosts = ("127.0.0.1", "feeds.example")
    for text, environ in (
        ("", {"TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS": "127.0.0.1, Feeds.example,127.0.0.1,"}),
        ("http: {allowed_private_hosts: [127.0.0.1, feeds.example]}", {}),
        ("http: {allowed_private_hosts: '127.0.0.1,feeds.example'}", {}),
    ):
        assert load(tmp_path, text, **environ).http.allowed_private_hosts == hosts


def test_a_key_without_value_and_an_empty_section_mean_the_default(tmp_path: Path) -> None:
    """So a line of the example may be half filled in."""
    assert load(tmp_path, "pubmed:\n  api_key:\nmail:\n") == Settings()


def test_the_sender_may_have_a_name(tmp_path: Path) -> None:
    """Bare, or with a neutral name before it."""
    text = "mail: {host: h, from: 'Research digest <digest@example.org>'}"
    assert load(tmp_path, text).mail.sender == "Research digest <digest@example.org>"
    assert load(tmp_path, text).mail.usable


def test_the_contact_is_the_operator_unless_another_is_named(tmp_path: Path) -> None:
    """NCBI is given one of them."""
    assert load(tmp_path, "operator: {address: o@example.org}").contact == "o@example.org"
    assert (
        load(tmp_path, "operator: {address: o@example.org}\npubmed: {email: p@example.org}").contact == "p@example.org"
    )


def test_a_secret_cannot_be_written_away() -> None:
    """Pickling, as any debugging tool might, is refused; equal secrets are equal."""
    with pytest.raises(TypeError):
        pickle.dumps(Secret("x"))
    assert len({Secret("x"), Secret("x"), Secret("y")}) == 2


def test_settings_that_leave_something_out_are_warned_of(tmp_path: Path) -> None:
    """Mail without a server, nobody to be told: usable, and said."""
    text = "mail: {from: d@example.org}\npubmed: {email: a@b.example}\n"
    found = [str(one) for one in load(tmp_path, text).warnings]
    assert any("no mail is sent" in one for one in found)
    text = "mail: {from: d@example.org, host: h}\npubmed: {email: a@b.example}\n"
    (told,) = [str(one) for one in load(tmp_path, text).warnings]
    assert "nobody is told of failures" in told
