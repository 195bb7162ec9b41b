"""The example file and the table of settings follow the code."""

import re
from pathlib import Path

from tracker.registry.sections import Settings
from tracker.registry.settings import all_keys, load_settings
from tracker.registry.settingsdoc import describe, example

SHIPPED = Path(__file__).parents[2] / "settings.example.yaml"


def test_the_shipped_example_is_what_the_code_says() -> None:
    """To renew it, write `example()` over it."""
    assert SHIPPED.read_text(encoding="utf-8") == example()


def test_the_example_as_it_is_sets_nothing() -> None:
    """Copied unchanged, the defaults hold."""
    assert load_settings(SHIPPED, {}) == Settings()


def test_every_line_of_the_example_can_be_uncommented(tmp_path: Path) -> None:
    """All at once: every key is set, from its own line, and nothing is wrong."""
    file = tmp_path / "settings.yaml"
    file.write_text(re.sub(r"(?m)^( *)#(?! |$)", r"\1", example()))
    settings = load_settings(file, {})
    assert {key: origin.split(":")[0] for key, origin in settings.origins.items()} == {
        key.name: str(file) for key in all_keys()
    }


def test_every_setting_is_explained_in_a_sentence() -> None:
    """The example is what an operator reads first."""
    for key in all_keys():
        assert re.fullmatch(r"[A-Z].*\.", key.option.about), key.name
        assert key.option.example or key.default not in ("", None, ()), f"{key.name}: nothing to show in the example"


def test_rows_show_value_and_origin_and_never_a_secret() -> None:
    """A secret is only said to be set."""
    settings = load_settings(None, {"TRACKER_PUBMED_API_KEY": "s3cret", "TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS": "a,b"})
    rows = {row.key: row for row in describe(settings)}
    assert (rows["pubmed.api_key"].value, rows["pubmed.api_key"].origin) == (
        "(set, not shown)",
        "TRACKER_PUBMED_API_KEY",
    )
    assert rows["mail.password"].value == "(not set: no login)"
    assert rows["http.allowed_private_hosts"].value == "a, b"
    assert rows["mail.port"][1:3] == ("587", "default")
    assert list(rows) == [key.name for key in all_keys()]
    assert "s3cret" not in str(rows)
