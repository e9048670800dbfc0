"""The catalogue as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "backlist.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
