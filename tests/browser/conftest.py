"""A served site and a real Chromium.

Without Chromium these tests are left out, and say so; where CI is set they fail instead.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright
from tests.web import handmade, shelved

#: Seconds for the server to come up on a busy machine.
PATIENCE = 60

_SERVE = """
import os, sys
from backlist.pipeline.settings import load_settings
from backlist.web.serve import serve
settings = load_settings(os.environ)
serve(settings, settings.host, settings.port)
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a site that serves the book made by hand."""
    library = shelved.library_of(tmp_path_factory.mktemp("served"), [handmade.BOOK])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("BACKLIST_", "DATABASE_"))}
    environ |= {"BACKLIST_LIBRARY": str(library.root), "BACKLIST_PORT": str(port)}
    server = subprocess.Popen([sys.executable, "-c", _SERVE], env=environ)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert server.poll() is None, "the server has stopped"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def chromium():
    """A browser for one module's tests: while it is open, this thread cannot ask Django for anything."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "no Chromium is installed: what readers see was not looked at"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Opens an address of the site in a window of its own: `open_page("/books/", width=390)`."""
    contexts = []

    def open_one(address: str, *, width: int = 1280, height: int = 900, script: bool = True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, base_url=site, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
