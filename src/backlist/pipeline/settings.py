"""Settings: the environment in, one frozen record out.

Every setting is a field of `Settings`, with its variable, default and help beside it; the command line's flags override
the environment, and the reference page is checked against this file. Nothing is read from the disk here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backlist.errors import SettingsError

#: All of Backlist's own variables begin so; any other such name in the environment is a misspelling.
PREFIX = "BACKLIST_"

_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class _Wrong(ValueError):
    """A value that is not allowed; its text says what is."""


def _text(value: str) -> str:
    return value


def _folder(value: str) -> Path:
    if "\0" in value:
        raise _Wrong("a folder's path")
    return Path(value).expanduser()


def _flag(value: str) -> bool:
    match value.lower():
        case "1" | "true" | "yes" | "on":
            return True
        case "0" | "false" | "no" | "off":
            return False
    raise _Wrong("one of 1, true, yes, on, 0, false, no, off")


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise _Wrong(f"a whole number from {least} to {most}")
        return int(value)

    return parse


def _choice(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in allowed:
            raise _Wrong(" or ".join(f"`{choice}`" for choice in allowed))
        return value

    return parse


def _address(value: str) -> str:
    allowed = "an address that begins with http:// or https://, such as https://books.example.org"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as wrong:
        raise _Wrong(allowed) from wrong
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise _Wrong(allowed)
    return value.rstrip("/")


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._:\-]+", value):
        raise _Wrong("a host's name or address, such as 127.0.0.1 or 0.0.0.0")
    return value


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in value.split(",") if part.strip())
    if not hosts or not all(re.fullmatch(r"\*|\.?[A-Za-z0-9._\-]+|\[[0-9a-fA-F:.]+\]", host) for host in hosts):
        raise _Wrong("hosts' names without http:// and port, parted by commas, or *")
    return hosts


def _secret(value: str) -> str:
    if len(value) < 32:  # characters; what Django asks for at the least is entropy of this order
        raise _Wrong("at least 32 characters that nobody can guess")
    return value


def _database(value: str) -> str:
    if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise _Wrong("sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME")
    return value


def _about(variable: str, parse: Callable[[str], Any], help: str, *, secret: bool = False) -> dict[str, Any]:
    """What stands beside a field: `parse` makes its value of the variable's text; a secret's text is never shown."""
    return {"variable": variable, "parse": parse, "help": help, "secret": secret}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person who runs Backlist decides. None means: as the help of the field says."""

    library: Path = field(
        default=Path("library"),
        metadata=_about("BACKLIST_LIBRARY", _folder, "The folder that holds the published books."),
    )
    database_url: str | None = field(
        default=None,
        metadata=_about(
            "DATABASE_URL",
            _database,
            "The site's database, as sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME. "
            "By default a SQLite file in the library.",
            secret=True,
        ),
    )
    press_name: str = field(
        default="Backlist", metadata=_about("BACKLIST_PRESS_NAME", _text, "The name that the site's pages carry.")
    )
    base_url: str = field(
        default="http://127.0.0.1:8000",
        metadata=_about(
            "BACKLIST_BASE_URL",
            _address,
            "The address at which readers reach the site. By default made of host and port.",
        ),
    )
    default_access: str = field(
        default="open",
        metadata=_about(
            "BACKLIST_DEFAULT_ACCESS",
            _choice("open", "closed"),
            "Whether everybody may read a book whose metadata does not say: `open` or `closed`.",
        ),
    )
    max_pages: int = field(
        default=4000,
        metadata=_about(
            "BACKLIST_MAX_PAGES",
            _whole(1, 100_000),
            "The most pages that a source file may have; more than any bound book has, so that wrong files are seen.",
        ),
    )
    ocr: str = field(
        default="auto",
        metadata=_about(
            "BACKLIST_OCR",
            _choice("auto", "always", "never"),
            "Whether pages are read by OCR: `auto` for those without text that can be trusted, `always`, or `never`.",
        ),
    )
    secret_key: str | None = field(
        default=None,
        metadata=_about(
            "BACKLIST_SECRET_KEY",
            _secret,
            "The secret that signs the site's cookies. By default made at the first start and kept in the library.",
            secret=True,
        ),
    )
    allowed_hosts: tuple[str, ...] = field(
        default=_LOCAL_HOSTS,
        metadata=_about(
            "BACKLIST_ALLOWED_HOSTS",
            _hosts,
            "The hosts' names by which the site may be asked for, parted by commas. "
            "By default the host of the base address and this machine's own names.",
        ),
    )
    debug: bool = field(
        default=False,
        metadata=_about(
            "BACKLIST_DEBUG",
            _flag,
            "Show where in the program a fault arose. Never on a site that others can reach.",
        ),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=_about("BACKLIST_HOST", _host, "The address of this machine to serve at; 0.0.0.0 for all of them."),
    )
    port: int = field(default=8000, metadata=_about("BACKLIST_PORT", _whole(1, 65_535), "The port to serve at."))


def load_settings(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """Settings from `environ` (`os.environ`, say); an override that is not None wins, and is of its field's type.

    An empty variable counts as unset. Raises SettingsError `settings.wrong-value` or `settings.unknown-variable`.
    """
    known = {option.metadata["variable"]: option for option in fields(Settings)}
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable not in known:
            raise _unknown(variable, known)
    values = {
        option.name: _parse(option, environ[variable]) for variable, option in known.items() if environ.get(variable)
    }
    values |= {name: value for name, value in overrides.items() if value is not None}
    defaults = Settings(**values)
    if "base_url" not in values:
        values["base_url"] = f"http://{_reachable(defaults.host)}:{defaults.port}"
    if "allowed_hosts" not in values:
        named = urlsplit(values["base_url"]).hostname or ""
        bracketed = f"[{named}]" if ":" in named else named
        values["allowed_hosts"] = tuple(dict.fromkeys((*_LOCAL_HOSTS, bracketed)))
    return Settings(**values)


def _parse(option: Field[Any], value: str) -> Any:
    try:
        return option.metadata["parse"](value.strip())
    except _Wrong as wrong:
        seen = "a value that is not allowed" if option.metadata["secret"] else f"`{value}`"
        raise SettingsError(
            "settings.wrong-value",
            where=option.metadata["variable"],
            seen=f"{seen} was found in the environment.",
            todo=f"Allowed is {wrong}.",
        ) from None


def _unknown(variable: str, known: Mapping[str, object]) -> SettingsError:
    near = difflib.get_close_matches(variable, known, n=1)
    return SettingsError(
        "settings.unknown-variable",
        where=variable,
        seen="No setting has this name.",
        todo=f"Did you mean {near[0]}?" if near else f"Take it out; the settings are {', '.join(known)}.",
    )


def _reachable(host: str) -> str:
    """An address that a browser on this machine can open when the site is served at `host`."""
    if host in {"0.0.0.0", "::"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
