"""The full-text index beside the documents, which no model describes: an FTS5 table of words with a trigger on SQLite,
a tsvector column with a GIN index on PostgreSQL."""

from django.db import migrations

from articles.publishing import search_postgres, search_sqlite

TABLES = ("articles_searchdocument", "articles_deskdocument")


def _engine(schema_editor):
    return search_postgres if schema_editor.connection.vendor == "postgresql" else search_sqlite


def create(apps, schema_editor):
    for table in TABLES:
        _engine(schema_editor).create(schema_editor, table)


def drop(apps, schema_editor):
    for table in TABLES:
        _engine(schema_editor).drop(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_search")]

    operations = [migrations.RunPython(create, drop)]
