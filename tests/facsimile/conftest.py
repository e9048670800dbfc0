"""The facsimile: a book printed for these tests, published by the real command, and served by the real server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.facsimile.book import METADATA, SOURCE, print_facsimile
from tests.typesetter.press import Printed
from tests.typesetter.warehouse import of_run

PROGRAM = Path(sys.executable).with_name("backlist")
#: Seconds for a command or a server to do its work on a busy machine.
PATIENCE = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press's folder: its library, and its `backlist` command."""

    folder: Path
    library: Path
    environ: dict[str, str]

    def backlist(self, *arguments: str) -> str:
        """Run a command to its end; what it says on standard output."""
        done = subprocess.run(
            [PROGRAM, *arguments, "--library", self.library],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture(scope="session")
def facsimile(pytestconfig: pytest.Config) -> Printed:
    return of_run(pytestconfig).kept(SOURCE.read_text(encoding="utf-8"), print_facsimile)


@pytest.fixture(scope="session")
def press(tmp_path_factory, facsimile: Printed) -> Press:
    """The book published: `book.pdf` with `book.toml` beside it, through the command alone."""
    folder = tmp_path_factory.mktemp("press")
    (folder / "book.pdf").write_bytes(facsimile.pdf)
    (folder / "book.toml").write_text(METADATA, encoding="utf-8")
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("BACKLIST_", "DATABASE_", "DJANGO_"))}
    made = Press(folder=folder, library=folder / "library", environ=environ)
    made.backlist("publish", "book.pdf")
    return made


@pytest.fixture
def serve(press: Press):
    """Starts the server: `address = serve()`. It is stopped when the test ends, or starts another at
    the same address."""
    running: list[subprocess.Popen] = []

    def stop() -> None:
        for server in running:
            server.terminate()
            server.wait(timeout=PATIENCE)
        running.clear()

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def start() -> str:
        stop()
        command = [PROGRAM, "serve", "--port", str(port), "--library", press.library]
        server = subprocess.Popen(command, cwd=press.folder, env=press.environ, stdout=subprocess.DEVNULL)
        running.append(server)
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
            except OSError:
                assert server.poll() is None, "the server has stopped"
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.1)
            else:
                return address

    yield start
    stop()


@pytest.fixture
def browser_page(serve):
    """A window of a real Chromium, and the address of the site."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "no Chromium is installed: what readers see was not looked at"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    address = serve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(base_url=address)
        browser.close()
