"""Settings on their way to Django: one record in, Django's own settings out.

The reading of the environment is `pipeline.settings`; `exported` is the way back, for processes that start later.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from backlist.errors import SettingsError
from backlist.pipeline.settings import Settings, load_settings

#: The file in the library that keeps the site's secret where the settings give none.
SECRET_FILE = ".site-secret"
#: The database in the library where the settings name none.
DATABASE_FILE = "backlist.sqlite3"
#: Seconds that a writer waits for another; a big book is shelved in far less.
_SQLITE_PATIENCE = 30
_SECRET_BYTES = 48


_chosen: Settings | None = None


def choose(settings: Settings) -> None:
    """Make `settings` those that Django finds when it starts in this process."""
    global _chosen
    _chosen = settings


def chosen() -> Settings:
    """The settings of this process: those chosen, else the environment's."""
    return _chosen or load_settings(os.environ)


def exported(settings: Settings) -> dict[str, str]:
    """The environment variables that `load_settings` reads as `settings`; paths become absolute."""
    variables: dict[str, str] = {}
    for option in fields(Settings):
        value = getattr(settings, option.name)
        match value:
            case None:
                continue
            case bool():
                text = "1" if value else "0"
            case Path():
                text = str(value.absolute())
            case tuple():
                text = ",".join(value)
            case _:
                text = str(value)
        variables[option.metadata["variable"]] = text
    return variables


def database(settings: Settings) -> dict[str, Any]:
    """Django's record of the database that `settings` name."""
    if settings.database_url is None:
        return _sqlite(settings.library.absolute() / DATABASE_FILE)
    parts = urlsplit(settings.database_url)
    if parts.scheme == "sqlite":
        # As usual for such addresses, three slashes lead to a path from here and four to one from the root.
        return _sqlite(Path(unquote(parts.path).removeprefix("/")).absolute())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path).lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _SQLITE_PATIENCE,
            # A writer that takes its lock at once never finds, half way, that another was quicker.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384;",
        },
    }


def secret(settings: Settings) -> str:
    """The site's secret: from the settings, else from its file in the library, which is made when it is missing."""
    if settings.secret_key:
        return settings.secret_key
    file = settings.library / SECRET_FILE
    try:
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = file.read_text("ascii").strip()
            if kept:
                return kept
            file.unlink()
            return secret(settings)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            made = secrets.token_urlsafe(_SECRET_BYTES)
            stream.write(made + "\n")
        return made
    except OSError as fault:
        raise SettingsError(
            "settings.library-not-writable",
            where=str(file),
            seen=f"The site's secret cannot be kept there ({fault.strerror or fault}).",
            todo="Make the folder writable, or give BACKLIST_SECRET_KEY.",
        ) from fault


def point_django_at(settings: Settings) -> None:
    """Make a Django that is ready already serve `settings`: another library, another database."""
    from django.conf import settings as django_settings
    from django.db import connections

    if settings == django_settings.BACKLIST:
        return
    django_settings.BACKLIST = settings
    django_settings.SECRET_KEY = secret(settings)
    django_settings.ALLOWED_HOSTS = list(settings.allowed_hosts)
    wanted = connections.configure_settings({"default": database(settings)})["default"]
    if any(connections.settings["default"].get(key) != value for key, value in wanted.items()):
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = wanted
