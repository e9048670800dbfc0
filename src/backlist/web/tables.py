"""The database's tables, made or altered when a newer Backlist needs it."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from backlist.errors import SettingsError


def bring_up_to_date() -> None:
    """Run the migrations that the database lacks, without a word. Raises SettingsError `settings.database-unusable`."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as fault:
        raise SettingsError(
            "settings.database-unusable",
            where=str(connection.settings_dict["NAME"]),
            seen=f"The site's database cannot be used ({fault}).",
            todo="Check DATABASE_URL; delete a damaged SQLite file, and run `backlist shelve --all`.",
        ) from fault
