"""Serving the site: settings in, a running server until it is stopped.

Before it starts, the shelves are made to agree with the library, so that an edition whose shelving was cut short is
shelved now. Serving a page reads the shelves alone.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces

from backlist.errors import SettingsError
from backlist.pipeline.settings import Settings
from backlist.pipeline.workspace import Library
from backlist.web import setup
from backlist.web.environment import exported

if TYPE_CHECKING:
    from backlist.catalogue.shelving import Changes

#: Processes; more only help while cores are free, and each keeps some 60 MB.
_MOST_WORKERS = 4
#: Threads of each process that answer requests; a request waits for the database, never for the network.
_THREADS = 4


def serve(settings: Settings, host: str, port: int, *, on_ready: Callable[[Changes], None] | None = None) -> None:
    """Serve the site at `host` and `port` until the process is told to stop.

    `on_ready` is called with what the repair of the shelves did, just before the server starts. Raises SettingsError
    `serve.port-taken` or `serve.address-unusable`, and what `setup` raises.
    """
    _check_free(host, port)
    setup(settings)

    from django.db import connections

    from backlist.catalogue.shelving import repair

    changes = repair(Library(root=settings.library))
    connections.close_all()  # the processes that serve must not share this one's
    os.environ.update(exported(settings))  # where they look for their settings
    if on_ready:
        on_ready(changes)
    Granian(
        "backlist.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(_MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_enabled=settings.debug,
    ).serve()


def _check_free(host: str, port: int) -> None:
    """Ask for the address now, and give it back: the server would only say so in its own words, and too late."""
    where = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise SettingsError(
                "serve.port-taken",
                where=where,
                seen="Another program answers at this port.",
                todo="Stop it, or choose another port with --port.",
            ) from fault
        raise SettingsError(
            "serve.address-unusable",
            where=where,
            seen=f"The site cannot be served at this address ({fault.strerror or fault}).",
            todo="Choose a host of this machine with --host, and a port above 1023 with --port.",
        ) from fault
