# Made by `python -m django makemigrations catalogue`, and shaped by that command alone.
# ruff: noqa: RUF012

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("book_id", models.CharField(max_length=200, unique=True)),
                ("edition", models.CharField(max_length=200)),
                ("rendering", models.PositiveIntegerField()),
                ("sort_key", models.CharField(db_index=True, max_length=500)),
                ("title", models.TextField()),
                ("subtitle", models.TextField()),
                ("publisher", models.TextField()),
                ("place", models.TextField()),
                ("print_year", models.IntegerField(null=True)),
                ("online_date", models.DateField(null=True)),
                ("edition_statement", models.TextField()),
                ("isbns", models.JSONField()),
                ("doi", models.TextField()),
                ("series_title", models.TextField()),
                ("series_number", models.TextField()),
                ("series_issn", models.TextField()),
                ("language", models.CharField(max_length=100)),
                ("copyright", models.TextField()),
                ("licence", models.TextField()),
                ("subjects", models.JSONField()),
                ("access", models.CharField(max_length=20)),
                ("citation_html", models.TextField()),
            ],
            options={
                "ordering": ("sort_key", "book_id"),
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("division_id", models.CharField(max_length=200)),
                ("position", models.PositiveIntegerField()),
                ("depth", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("type_label", models.CharField(max_length=40)),
                ("heading", models.TextField()),
                ("heading_html", models.TextField()),
                ("first_label", models.TextField()),
                ("pages_label", models.TextField()),
                ("doi", models.TextField()),
                ("description", models.TextField()),
                ("summary_html", models.TextField()),
                ("text_html", models.TextField()),
                ("citation_html", models.TextField()),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="divisions", to="catalogue.book"
                    ),
                ),
            ],
            options={
                "ordering": ("book", "position"),
            },
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.TextField()),
                ("role", models.CharField(max_length=40)),
                ("orcid", models.CharField(max_length=19)),
                ("affiliation", models.TextField()),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contributors", to="catalogue.book"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributors",
                        to="catalogue.division",
                    ),
                ),
            ],
            options={
                "ordering": ("book", "position"),
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveIntegerField()),
                ("label", models.TextField()),
                ("key", models.CharField(max_length=200)),
                ("rank", models.PositiveIntegerField()),
                ("anchor", models.TextField()),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="catalogue.book"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="catalogue.division"
                    ),
                ),
            ],
            options={
                "ordering": ("book", "index"),
            },
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.UniqueConstraint(fields=("book", "division_id"), name="one_division_of_an_id"),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.UniqueConstraint(fields=("book", "position"), name="one_division_at_a_position"),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(fields=["book", "key", "rank"], name="page_by_label"),
        ),
    ]
