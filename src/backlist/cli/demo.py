"""`backlist demo`: the sample book that comes with Backlist, published and served."""

from __future__ import annotations

import os
from importlib.resources import as_file, files

from backlist.cli.options import HostOption, LibraryOption, PortOption
from backlist.cli.publish import publish_one
from backlist.cli.serve import serve_until_stopped

SAMPLE = "finding-the-place.pdf"


def demo(host: HostOption = None, port: PortOption = None, library: LibraryOption = None) -> None:
    """Publish the sample book, print its address and serve it. Ctrl-C stops it."""
    from backlist.pipeline.settings import load_settings

    settings = load_settings(os.environ, library=library, host=host, port=port)
    # The folder, so that the sample's sidecar is beside it as with any other book.
    with as_file(files("backlist.cli") / "sample") as folder:
        publish_one(folder / SAMPLE, settings)
    serve_until_stopped(settings)
