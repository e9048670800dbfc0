"""`backlist serve`: the library's books at an address, until the process is stopped."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backlist.cli.options import HostOption, LibraryOption, PortOption
from backlist.cli.terminal import say, show_error

if TYPE_CHECKING:
    from backlist.catalogue.shelving import Changes
    from backlist.pipeline.settings import Settings


def serve(host: HostOption = None, port: PortOption = None, library: LibraryOption = None) -> None:
    """Serve the site. Ctrl-C stops it."""
    from backlist.pipeline.settings import load_settings

    serve_until_stopped(load_settings(os.environ, library=library, host=host, port=port))


def serve_until_stopped(settings: Settings) -> None:
    """Serve, and say where once the site answers."""
    from backlist.web.serve import serve as serve_site

    def ready(changes: Changes) -> None:
        for error in changes.faults:
            show_error(error)
        say(f"The site stands at {settings.base_url}/ (Ctrl-C stops it)")

    serve_site(settings, settings.host, settings.port, on_ready=ready)
