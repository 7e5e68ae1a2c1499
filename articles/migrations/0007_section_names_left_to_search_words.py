"""The index anew, without the names of sections and of those around them: a search is told them when it is asked. What
is emptied here is filled again when the migration is over (articles.apps)."""

from django.db import migrations

from articles.publishing import search_postgres, search_sqlite

TABLES = ("articles_searchdocument", "articles_deskdocument")


def empty(apps, schema_editor):
    speak = search_postgres if schema_editor.connection.vendor == "postgresql" else search_sqlite
    for table in TABLES:
        speak.drop(schema_editor, table)
        schema_editor.execute(f"DELETE FROM {table}")  # noqa: S608
        speak.create(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_search_words")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
