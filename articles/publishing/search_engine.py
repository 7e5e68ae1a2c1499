"""The full-text index of the database in use, behind a few functions: FTS5 on SQLite, tsvector on PostgreSQL. Both hold
the tokens of search_document.Words as they are, so both find the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType

from django.db import connection

from articles.models.search import Document
from articles.publishing import search_postgres, search_sqlite
from newsroom.lib.search_query import Clause, Query

LOWEST, BEYOND = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class Sought:
    """What an index is asked for: a query, in texts that carry one mark of each of `marks`, at places from `low` to below
    `high`."""

    query: Query
    marks: tuple[tuple[str, ...], ...] = ()
    low: int = LOWEST
    high: int = BEYOND
    also: tuple[str, ...] = field(default=())  # further expressions of the engine that must match

    def __bool__(self) -> bool:
        return bool(self.query or self.marks)

    def expression(self) -> str:
        """In the engine's own language. Only for one that is not empty."""
        return self.among([clause(each) for each in self.query.wanted])

    def among(self, wanted: Sequence[str]) -> str:
        """The same where these expressions stand for the words that are wanted."""
        speak = engine()
        marks = [speak.any_of([speak.mark(mark) for mark in group]) for group in self.marks]
        return speak.all_but([*self.also, *wanted, *marks], [clause(each) for each in self.query.unwanted])


def engine() -> ModuleType:
    return search_postgres if connection.vendor == "postgresql" else search_sqlite


def clause(each: Clause) -> str:
    """A word or phrase anywhere in a text."""
    speak = engine()
    parts = [speak.phrase(tokens) for tokens in each.ways]
    if each.begins:
        parts.append(speak.mark(each.begins) if each.whole else speak.begins(each.begins))
    return speak.any_of([*parts, *map(speak.mark, each.marks)])


def any_of(parts: Sequence[str]) -> str:
    return engine().any_of(parts)


def at_the_head(each: Clause) -> str:
    """A word or phrase in the standfirst, or in the names of people, topics, partner or sections."""
    speak = engine()
    said = [speak.phrase(tokens, "standfirst", "names") for tokens in each.ways]
    return speak.any_of([*said, *map(speak.mark, each.marks)])


def marked(each: Clause, sign: str) -> str:
    """All of a clause's tokens as marks of one sort: "=" for the headline, "~" for what a body is about."""
    speak = engine()
    return speak.any_of(
        [speak.all_but([speak.mark(f"{sign}{token}") for token in tokens], []) for tokens in each.ways]
    )


def hits(
    model: type[Document],
    columns: str,
    sought: Sought,
    *,
    most: int,
    condition: str = "",
    values: Sequence = (),
) -> list[tuple]:
    """Up to `most` rows of `columns` (of the document, called d) at the places sought that meet `condition`, newest
    first. One query."""
    speak = engine()
    source, parameters = speak.matching(model, sought.expression(), sought.low, sought.high)
    sql = f"SELECT {columns} {source} {condition} ORDER BY {speak.PLACE} DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *values, most])
        return cursor.fetchall()


def languages(*models: type[Document]) -> list[str]:
    """The languages whose stems stand in these indexes: a few steps along an index each, however many texts."""
    found: dict[str, None] = {}
    for model in models:
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH RECURSIVE known(language) AS (SELECT MIN(language) FROM {table} UNION ALL "  # noqa: S608
                f"SELECT (SELECT MIN(language) FROM {table} d WHERE d.language > known.language) "
                "FROM known WHERE known.language IS NOT NULL) SELECT language FROM known WHERE language IS NOT NULL"
            )
            found |= dict.fromkeys(row[0] for row in cursor.fetchall())
    return list(found)
