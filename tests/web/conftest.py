"""A site over a library with the book made by hand, and a client that asks it for pages."""

from __future__ import annotations

import pytest
from tests.web import handmade, shelved

from backlist.web import setup


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    environ = {"BACKLIST_PRESS_NAME": "A Press & Sons", "BACKLIST_BASE_URL": "https://books.example.org"}
    return shelved.ready(tmp_path_factory.mktemp("site"), [handmade.BOOK], environ)


@pytest.fixture
def client(settings):
    from django.test import Client

    setup(settings)  # a test before this one may have made Django serve another library
    return Client(SERVER_NAME="localhost", raise_request_exception=False)
