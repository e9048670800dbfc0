"""The site: a Django project over the catalogue.

`setup` makes Django ready in this process, for the settings that it is given.
"""

from __future__ import annotations

import os

from backlist.errors import SettingsError
from backlist.pipeline.settings import Settings


def setup(settings: Settings) -> None:
    """Make Django ready for `settings`, with the library's folder, the site's secret and its tables in place.

    May be called again, also with other settings. Raises SettingsError `settings.library-not-writable` or
    `settings.database-unusable`.
    """
    from backlist.web import environment

    try:
        settings.library.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SettingsError(
            "settings.library-not-writable",
            where=str(settings.library),
            seen=f"The library's folder cannot be made ({fault.strerror or fault}).",
            todo="Name another folder with --library or BACKLIST_LIBRARY.",
        ) from fault
    environment.choose(settings)
    os.environ["DJANGO_SETTINGS_MODULE"] = "backlist.web.settings"

    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    else:
        environment.point_django_at(settings)

    from backlist.web.tables import bring_up_to_date

    bring_up_to_date()
