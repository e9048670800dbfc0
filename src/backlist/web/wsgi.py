"""The site for a WSGI server: `backlist.web.wsgi:application`. Settings come from the environment."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from backlist.pipeline.settings import load_settings
from backlist.web import setup

setup(load_settings(os.environ))

application = get_wsgi_application()
