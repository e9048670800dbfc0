"""What stands on the shelves is a view of the library, to be dropped and made again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web import handmade, shelved
from tests.web.handmade import BOOK, division

from backlist.errors import InputError, SettingsError
from backlist.pipeline.settings import load_settings
from backlist.pipeline.workspace import Library, editions
from backlist.web import setup


def every_page() -> dict[str, tuple[int, bytes, str]]:
    """Every page of the site by its address: status, bytes, where it leads."""
    from django.test import Client

    from backlist.catalogue.models import Book, Division, Page

    client = Client(SERVER_NAME="localhost")
    addresses = ["/"]
    addresses += [f"/books/{book.book_id}/" for book in Book.objects.all()]
    addresses += [f"/books/{d.book.book_id}/{d.division_id}/" for d in Division.objects.select_related("book")]
    addresses += [f"/books/{p.book.book_id}/page/{p.label}/" for p in Page.objects.select_related("book")]
    answers = {address: client.get(address) for address in addresses}
    return {
        address: (answer.status_code, answer.content, answer.headers.get("Location", ""))
        for address, answer in answers.items()
    }


def test_pages_are_the_same_to_the_byte_after_the_database_is_dropped(tmp_path):
    settings = shelved.ready(tmp_path, [handmade.with_chapters(3), BOOK])
    before = every_page()
    assert len(before) > 30

    from django.db import connection

    from backlist.catalogue import shelving

    shelving.unshelve("on-the-margin")
    shelving.shelve_all(Library(root=settings.library))  # other rows, in another order
    assert every_page() == before
    connection.close()
    for file in settings.library.glob("backlist.sqlite3*"):
        file.unlink()
    setup(settings)
    assert every_page() == {"/": every_page()["/"]}
    changes = shelving.repair(Library(root=settings.library))
    assert changes.shelved == ("of-3-chapters", "on-the-margin")
    assert every_page() == before


def test_repair_shelves_only_what_differs(tmp_path):
    settings = shelved.ready(tmp_path, [handmade.with_chapters(1), BOOK])
    library = Library(root=settings.library)

    from backlist.catalogue import models, shelving

    assert shelving.repair(library) == shelving.Changes()
    changed = replace(BOOK, details=replace(BOOK.details, subtitle="Another"))
    shelved.put(library, changed)
    assert shelving.repair(library).shelved == ("on-the-margin",)
    assert models.Book.objects.get(book_id="on-the-margin").subtitle == "Another"
    models.Book.objects.filter(book_id="of-1-chapters").update(rendering=0)
    assert shelving.repair(library).shelved == ("of-1-chapters",)


def test_what_the_library_no_longer_has_leaves_the_shelves(tmp_path):
    import shutil

    settings = shelved.ready(tmp_path, [handmade.with_chapters(1), BOOK])

    from backlist.catalogue import models, shelving

    shutil.rmtree(settings.library / "books" / "of-1-chapters")
    assert shelving.repair(Library(root=settings.library)).unshelved == ("of-1-chapters",)
    assert [book.book_id for book in models.Book.objects.all()] == ["on-the-margin"]
    for table in (models.Division, models.Page, models.Contributor):
        assert not table.objects.exclude(book__book_id="on-the-margin").exists()


def test_a_damaged_edition_keeps_no_other_from_its_readers(tmp_path):
    settings = shelved.ready(tmp_path, [handmade.with_chapters(1), BOOK])
    library = Library(root=settings.library)

    from backlist.catalogue import shelving

    damaged = next(edition for edition in editions(library) if edition.book_id == "of-1-chapters")
    (damaged.data / "book.xml").write_bytes(b"<book")
    changes = shelving.shelve_all(library)
    assert changes.shelved == ("on-the-margin",)
    assert [fault.exit_code for fault in changes.faults] == [InputError.exit_code]


def test_shelving_that_fails_leaves_the_old_rows(tmp_path, monkeypatch):
    settings = shelved.ready(tmp_path, [BOOK])
    before = every_page()
    library = Library(root=settings.library)
    edition = shelved.put(library, replace(BOOK, divisions=(division("chapter-1"),)))

    from backlist.catalogue import models, shelving

    def fail(*_, **__):
        raise RuntimeError("the power went off")

    with monkeypatch.context() as patched:
        patched.setattr(models.Page.objects, "bulk_create", fail)
        with pytest.raises(RuntimeError):
            shelving.shelve(edition)
    assert every_page() == before
    shelving.shelve(edition)
    assert every_page() != before


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "backlist.sqlite3").write_text("This is a letter, and not a database at all." * 40)
    with pytest.raises(SettingsError) as fault:
        setup(load_settings({"BACKLIST_LIBRARY": str(tmp_path / "library")}))
    assert fault.value.code == "settings.database-unusable"
    assert "backlist.sqlite3" in fault.value.where


def test_a_library_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as fault:
        setup(load_settings({"BACKLIST_LIBRARY": str(tmp_path / "file" / "library")}))
    assert fault.value.code == "settings.library-not-writable"


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    from backlist.web.environment import SECRET_FILE, secret

    settings = load_settings({"BACKLIST_LIBRARY": str(tmp_path)})
    made = secret(settings)
    assert len(made) >= 50
    assert secret(settings) == made
    assert (tmp_path / SECRET_FILE).stat().st_mode & 0o077 == 0
    given = "x" * 40
    assert secret(load_settings({"BACKLIST_LIBRARY": str(tmp_path), "BACKLIST_SECRET_KEY": given})) == given


def test_settings_go_through_the_environment_and_back(tmp_path):
    from backlist.web.environment import exported

    settings = load_settings(
        {
            "BACKLIST_LIBRARY": str(tmp_path),
            "DATABASE_URL": "postgresql://u:p%40@h:5432/n",
            "BACKLIST_ALLOWED_HOSTS": "a.example,b.example",
            "BACKLIST_DEBUG": "1",
        }
    )
    assert load_settings(exported(settings)) == settings


def test_databases_of_both_kinds(tmp_path):
    from backlist.web.environment import database

    def of(address: str) -> dict:
        return database(load_settings({"BACKLIST_LIBRARY": str(tmp_path), "DATABASE_URL": address}))

    shared = of("postgresql://user:p%40ss@host:5433/name?sslmode=require")
    assert shared["ENGINE"] == "django.db.backends.postgresql"
    assert (shared["USER"], shared["PASSWORD"], shared["HOST"], shared["PORT"]) == ("user", "p@ss", "host", "5433")
    assert (shared["NAME"], shared["OPTIONS"]) == ("name", {"sslmode": "require"})
    assert of("sqlite:////var/books.sqlite3")["NAME"] == "/var/books.sqlite3"
    own = database(load_settings({"BACKLIST_LIBRARY": str(tmp_path)}))
    assert own["NAME"] == str(tmp_path / "backlist.sqlite3")
