"""The site's own files (style sheet, icon), each served at an address that holds a checksum of its content.

Such an address never means anything else, so that browsers may keep what they have for ever. The files lie in the
package; nothing is copied or collected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

FOLDER = Path(__file__).parent / "static"
#: Characters of the checksum; 48 bits keep a handful of versions apart.
_CHECKSUM_CHARACTERS = 12


@cache
def addresses() -> dict[str, str]:
    """The address of each file by its name: `backlist.css` stands at `/static/backlist.0123456789ab.css`."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.iterdir()):
        checksum = hashlib.sha256(file.read_bytes()).hexdigest()[:_CHECKSUM_CHARACTERS]
        found[file.name] = f"{settings.STATIC_URL}{file.stem}.{checksum}{file.suffix}"
    return found


class Assets(WhiteNoiseMiddleware):
    """WhiteNoise over the package's own folder, under addresses with checksums."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        for name, address in addresses().items():
            self.add_file_to_dictionary(address, str(FOLDER / name))

    def immutable_file_test(self, path: str, url: str) -> bool:
        return True
