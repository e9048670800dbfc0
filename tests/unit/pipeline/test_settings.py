"""Settings: defaults, the environment, overrides, and what is said of a wrong value."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from backlist.errors import SettingsError
from backlist.pipeline.settings import PREFIX, Settings, load_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()
    assert load_settings({"BACKLIST_PORT": "", "HOME": "/nowhere"}) == Settings()


def test_every_variable_is_read() -> None:
    environ = {
        "BACKLIST_LIBRARY": "shelf",
        "DATABASE_URL": "postgresql://press:word@localhost:5432/books",
        "BACKLIST_PRESS_NAME": "The Press",
        "BACKLIST_BASE_URL": "https://books.example.org/",
        "BACKLIST_DEFAULT_ACCESS": "closed",
        "BACKLIST_MAX_PAGES": "900",
        "BACKLIST_OCR": "never",
        "BACKLIST_SECRET_KEY": "k" * 40,
        "BACKLIST_ALLOWED_HOSTS": "books.example.org, .example.net",
        "BACKLIST_DEBUG": "yes",
        "BACKLIST_HOST": "0.0.0.0",
        "BACKLIST_PORT": "9000",
    }
    assert set(environ) == {option.metadata["variable"] for option in fields(Settings)}
    assert load_settings(environ) == Settings(
        library=Path("shelf"),
        database_url="postgresql://press:word@localhost:5432/books",
        press_name="The Press",
        base_url="https://books.example.org",
        default_access="closed",
        max_pages=900,
        ocr="never",
        secret_key="k" * 40,
        allowed_hosts=("books.example.org", ".example.net"),
        debug=True,
        host="0.0.0.0",
        port=9000,
    )


def test_a_flag_overrides_the_environment() -> None:
    settings = load_settings({"BACKLIST_PORT": "9000", "BACKLIST_LIBRARY": "a"}, port=9100, library=None)
    assert (settings.port, settings.library) == (9100, Path("a"))
    assert settings.base_url == "http://127.0.0.1:9100"


@pytest.mark.parametrize(("host", "address"), [("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("press", "press")])
def test_the_address_is_one_that_can_be_opened(host: str, address: str) -> None:
    settings = load_settings({}, host=host)
    assert settings.base_url == f"http://{address}:8000"
    assert address in settings.allowed_hosts


def test_the_host_of_the_base_address_is_allowed() -> None:
    assert "books.example.org" in load_settings({"BACKLIST_BASE_URL": "https://books.example.org"}).allowed_hosts


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("BACKLIST_PORT", "80000", "from 1 to 65535"),
        ("BACKLIST_PORT", "eight", "a whole number"),
        ("BACKLIST_MAX_PAGES", "0", "from 1 to"),
        ("BACKLIST_DEFAULT_ACCESS", "opened", "`open` or `closed`"),
        ("BACKLIST_DEBUG", "perhaps", "true"),
        ("BACKLIST_BASE_URL", "books.example.org", "http://"),
        ("BACKLIST_BASE_URL", "https://books.example.org:port", "http://"),
        ("BACKLIST_ALLOWED_HOSTS", "https://books.example.org", "without http://"),
        ("BACKLIST_HOST", "not a host", "a host's name"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({variable: value})
    assert caught.value.code == "settings.wrong-value"
    assert caught.value.where == variable
    assert value in caught.value.seen
    assert allowed in caught.value.todo


@pytest.mark.parametrize(
    ("variable", "value"), [("BACKLIST_SECRET_KEY", "hunter2"), ("DATABASE_URL", "mysql://me:hunter2@host/books")]
)
def test_a_secret_is_never_printed(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({variable: value})
    assert variable in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_misspelt_variable_is_noticed() -> None:
    with pytest.raises(SettingsError, match="Did you mean BACKLIST_LIBRARY") as caught:
        load_settings({PREFIX + "LIBARY": "shelf"})
    assert caught.value.code == "settings.unknown-variable"
