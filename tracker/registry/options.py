"""What one setting is: its default, its meaning, and how a written value becomes a checked one.

Plain code instead of pydantic: settings are read by every command, and `--help` has to stay quick.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

Written: TypeAlias = "str | list[str]"
Reader: TypeAlias = Callable[[Written], Any]


class Secret:
    """A value that never shows itself: only `reveal` gives it. Empty (false) where none is set."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(set)" if self._value else "Secret(not set)"

    __str__ = __repr__

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not to be written anywhere")


@dataclass(frozen=True, slots=True)
class Option:
    """One key. about: one sentence for the example file; read: raises ValueError("what is wrong\\nhow to mend it")."""

    about: str
    read: Reader
    example: str = ""  #: as it stands in the example file; the default where empty
    key: str = ""  #: in files, where it is no Python name
    secret: bool = False
    when_empty: str = ""  #: what it means to leave it out, where the default does not say so


OPTION: Final = "option"


def option(default: Any, about: str, read: Reader, **more: Any) -> Any:
    """A dataclass field that carries its Option."""
    return field(default=default, metadata={OPTION: Option(about, read, **more)})


def text(written: Written) -> str:
    if isinstance(written, list):
        raise ValueError("should be a text, not a list.\nWrite one value.")
    if any(ord(character) < 32 or ord(character) == 127 for character in written):
        raise ValueError("holds a line break or control character.\nWrite it on one line.")
    return written.strip()


def secret(written: Written) -> Secret:
    return Secret(text(written))


def names(written: Written) -> tuple[str, ...]:
    """A list in a file; comma-separated in an environment variable."""
    parts = written if isinstance(written, list) else written.split(",")
    return tuple(dict.fromkeys(part for part in (text(one) for one in parts) if part))


def hosts(written: Written) -> tuple[str, ...]:
    found = tuple(name.casefold() for name in names(written))
    for name in found:
        if not re.fullmatch(r"[a-z0-9._-]+|\[?[0-9a-f:.]+\]?", name):
            raise ValueError(
                f"has '{name}', which is no host name.\nWrite names or IP addresses, without http:// and path."
            )
    return tuple(name.strip("[]") for name in found)


def truth(written: Written) -> bool:
    word = text(written).casefold()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0"):
        return False
    raise ValueError(f"is '{word}'.\nWrite true or false.")


def whole(least: int, most: int) -> Reader:
    def read(written: Written) -> int:
        digits = text(written)
        if not re.fullmatch(r"-?[0-9]{1,18}", digits):
            raise ValueError(f"is '{digits}', which is no whole number.\nWrite digits only, from {least} to {most}.")
        if not least <= int(digits) <= most:
            raise ValueError(f"is {digits}, which is out of bounds.\nWrite a number from {least} to {most}.")
        return int(digits)

    return read


def number(least: float, most: float) -> Reader:
    def read(written: Written) -> float:
        digits = text(written)
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", digits):
            raise ValueError(
                f"is '{digits}', which is no number.\nWrite a number from {least:g} to {most:g}, like 2.5."
            )
        if not least <= float(digits) <= most:
            raise ValueError(f"is {digits}, which is out of bounds.\nWrite a number from {least:g} to {most:g}.")
        return float(digits)

    return read


def one_of(*choices: str) -> Reader:
    def read(written: Written) -> str:
        word = text(written).casefold()
        if word not in choices:
            from tracker.registry.suggest import did_you_mean

            raise ValueError(
                f"is '{word}', which is not one of: {', '.join(choices)}.\n"
                f"{did_you_mean(word, choices) or 'Use one of these words.'}"
            )
        return word

    return read


def email(written: Written) -> str:
    """A bare address. Checked for its shape only: whether it takes mail shows when mail is sent."""
    address = text(written)
    if address and not re.fullmatch(r"[^\s@<>(),;:\"\[\]\\]{1,64}@[^\s@<>(),;:\"\[\]\\]{1,253}", address):
        raise ValueError(f"is '{address}', which is no mail address.\nWrite it bare: name@example.org.")
    return address


def mailbox(written: Written) -> str:
    """An address, bare or with a name before it: Research digest <digest@example.org>."""
    from email.utils import parseaddr

    words = text(written)
    name, address = parseaddr(words)
    if words and (not address or ("<" in words and not words.endswith(">")) or ("," in words and '"' not in words)):
        raise ValueError(
            f"is '{words}', which is no mail address.\nWrite: name@example.org, or Name <name@example.org>."
        )
    email(address)
    return words if name else address


def web_address(written: Written) -> str:
    """An http(s) address with a host and without user, query and fragment; the last slash is cut off."""
    url = text(written)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("is no web address.\nWrite it in full: https://example.org/path.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("has a user, a query or a fragment.\nWrite the bare address: https://example.org/path.")
    return url.rstrip("/")


def base_address(written: Written) -> str:
    """A web address that other addresses are appended to: it ends with a slash."""
    url = web_address(written)
    return f"{url}/" if url else ""


def time_zone(written: Written) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    name = text(written)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        from tracker.registry.suggest import did_you_mean

        hint = did_you_mean(name, available_timezones()) or "Write it like Europe/Berlin or UTC."
        raise ValueError(f"is '{name}', which is no time zone.\n{hint}") from None
    return name


def list_id(written: Written) -> str:
    """The bare identifier of a mailing list (RFC 2919): words joined by dots, without < >."""
    name = text(written).strip("<>")
    if name and not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+", name):
        raise ValueError(f"is '{name}', which is no list id.\nWrite words joined by dots: digest.example.org.")
    return name
