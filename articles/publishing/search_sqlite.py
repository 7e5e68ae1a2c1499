"""SQLite's FTS5 (https://www.sqlite.org/fts5.html): a table of words beside each table of documents, its rowid the
document's place. A trigger takes the words away with the document, whoever deletes it."""

from collections.abc import Iterable, Sequence

from django.db import connection, models

from articles.models.search import Document
from articles.publishing.bulk import insert_values
from articles.publishing.search_document import Words

# Tokens come ready-made, parted by spaces. columnsize=0: no lengths are kept, since none is asked for.
CREATE = """
CREATE VIRTUAL TABLE {table}_words USING fts5(
    headline, standfirst, names, body, marks, columnsize=0, tokenize = "ascii tokenchars '/~^<=-_.'"
)
"""
# An archive's batch is held whole before it is written, and more segments are let stand before they are merged: a quarter
# less time to write, and nothing to notice when reading.
OPTIONS = {"hashsize": 8 * 1024 * 1024, "automerge": 8}
CREATE_TRIGGER = """
CREATE TRIGGER {table}_gone AFTER DELETE ON {table}
BEGIN DELETE FROM {table}_words WHERE rowid = old.place; END
"""
DROP = "DROP TRIGGER IF EXISTS {table}_gone; DROP TABLE IF EXISTS {table}_words"

PLACE = "w.rowid"  # FTS5 walks by it; by the document's own number, which is the same, SQLite would sort


def create(schema_editor, table: str) -> None:
    schema_editor.execute(CREATE.format(table=table))
    for option, value in OPTIONS.items():
        schema_editor.execute(f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('{option}', {value})")  # noqa: S608
    schema_editor.execute(CREATE_TRIGGER.format(table=table))


def drop(schema_editor, table: str) -> None:
    for statement in DROP.format(table=table).split("; "):
        schema_editor.execute(statement)


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple], words: Sequence[Words]
) -> None:
    """Insert documents, whose first column is their place, with their words."""
    insert_values(model, columns, rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table}_words (rowid, headline, standfirst, names, body, marks) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s, %s)",
            [(row[0], *each.columns) for row, each in zip(rows, words, strict=True)],
        )


def matching(model: type[Document], expression: str, low: int, high: int) -> tuple[str, list]:
    """FROM and WHERE, and their values. CROSS JOIN: the words lead, newest first, and stop at the caller's limit."""
    table = model._meta.db_table
    source = (
        f"FROM {table}_words w CROSS JOIN {table} d ON d.place = w.rowid "
        f"WHERE w.{table}_words MATCH %s AND w.rowid >= %s AND w.rowid < %s"
    )
    return source, [expression, low, high]


def worth(
    model: type[Document], features: Sequence[tuple[int, str]], places: Sequence[int]
) -> dict[int, int]:
    """The sum of the values of the features (value, expression) that match, by place; for all of `places`, and for
    any between them, of which some match one. One query."""
    table, low, high = f"{model._meta.db_table}_words", min(places), max(places)
    one = (
        f"SELECT %s AS value, rowid AS place FROM {table} WHERE {table} MATCH %s AND rowid BETWEEN %s AND %s"  # noqa: S608
    )
    values = [each for value, feature in features for each in (value, feature, low, high)]
    together = " UNION ALL ".join([one] * len(features))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place, SUM(value) FROM ({together}) GROUP BY place", values)  # noqa: S608
        return dict(cursor.fetchall())


# --- the language of MATCH ----------------------------------------------------------------------------------------
def phrase(tokens: Iterable[str], *columns: str) -> str:
    text = '"' + " ".join(tokens).replace('"', "") + '"'
    return f"{{{' '.join(columns)}}} : {text}" if columns else text


def mark(token: str) -> str:
    return phrase([token])


def begins(token: str) -> str:
    return f"{phrase([token])} *"


def any_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def all_but(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    together = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
    return f"({together} NOT {any_of(unwanted)})" if unwanted else together
