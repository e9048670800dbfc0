"""What every page knows of the site that it belongs to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from backlist.web.assets import addresses


def site(request: HttpRequest) -> dict[str, Any]:
    """For each request: the site's own, and the address of the page as the world knows it."""
    return {**own(), "canonical": settings.BACKLIST.base_url + request.path}


def own() -> dict[str, Any]:
    """The press's name and the addresses of the site's own files."""
    return {
        "press_name": settings.BACKLIST.press_name,
        "stylesheet": addresses()["backlist.css"],
        "icon": addresses()["icon.svg"],
    }
