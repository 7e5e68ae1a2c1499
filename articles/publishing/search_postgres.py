"""PostgreSQL's tsvector (https://www.postgresql.org/docs/current/datatype-textsearch.html): a column `words` of the
documents with a GIN index. The columns of Words are its weights A to D; marks have no position."""

from collections.abc import Iterable, Sequence

from django.db import connection, models

from articles.models.search import Document
from articles.publishing.bulk import insert_values
from articles.publishing.search_document import Words

WEIGHTS = {"headline": "A", "standfirst": "B", "names": "C", "body": "D"}
GAP = 10  # places between two columns, so that no phrase reaches from one into the next
LAST_PLACE = 16_383
MOST_PLACES = 256  # of one word
PLACE = "d.place"


def create(schema_editor, table: str) -> None:
    schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector")
    # fastupdate would put new words on a list that every search reads through, until a vacuum sorts them in.
    schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words) WITH (fastupdate = off)")


def drop(schema_editor, table: str) -> None:
    schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS words")


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple], words: Sequence[Words]
) -> None:
    """Insert documents, whose first column is their place, with their words."""
    vectors = [(*row, vector(each)) for row, each in zip(rows, words, strict=True)]
    insert_values(model, [*columns, "words"], vectors)


def vector(words: Words) -> str:
    """The words as the text of a tsvector."""
    places: dict[str, list[str]] = {}
    start = 1
    for column, weight in WEIGHTS.items():
        tokens = getattr(words, column)
        for place, token in enumerate(tokens, start):
            places.setdefault(token, []).append(f"{min(place, LAST_PLACE)}{weight}")
        start += len(tokens) + GAP
    positioned = [f"{_quoted(token)}:{','.join(at[:MOST_PLACES])}" for token, at in places.items()]
    return " ".join(
        [*positioned, *(_quoted(mark) for mark in dict.fromkeys(words.marks) if mark not in places)]
    )


def matching(model: type[Document], expression: str, low: int, high: int) -> tuple[str, list]:
    """FROM and WHERE, and their values."""
    source = f"FROM {model._meta.db_table} d WHERE d.words @@ %s::tsquery AND d.place >= %s AND d.place < %s"
    return source, [expression, low, high]


def worth(
    model: type[Document], features: Sequence[tuple[int, str]], places: Sequence[int]
) -> dict[int, int]:
    """The sum of the values of the features (value, expression) that match, by place. One query."""
    summed = " + ".join(["%s * (words @@ %s::tsquery)::int"] * len(features))
    values = [each for feature in features for each in feature]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, {summed} FROM {model._meta.db_table} WHERE place = ANY(%s)",  # noqa: S608
            [*values, list(places)],
        )
        return dict(cursor.fetchall())


# --- the language of tsquery --------------------------------------------------------------------------------------
def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def phrase(tokens: Iterable[str], *columns: str) -> str:
    weight = f":{''.join(WEIGHTS[column] for column in columns)}" if columns else ""
    return f"({' <-> '.join(f'{_quoted(token)}{weight}' for token in tokens)})"


def mark(token: str) -> str:
    return _quoted(token)


def begins(token: str) -> str:
    return f"{_quoted(token)}:*"


def any_of(parts: Sequence[str]) -> str:
    return f"({' | '.join(parts)})"


def all_but(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    return f"({' & '.join([*wanted, *(f'!{part}' for part in unwanted)])})"
