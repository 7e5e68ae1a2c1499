"""The queries behind nearly every page, written out: a list's page, one story, those found. They say what
ListingEntry.live and PublishedArticle.in_force say (a test keeps them in step); composing them anew for
each request costs more than the database takes to answer."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from django.db import connection
from django.db.models import DateTimeField, JSONField
from django.db.models.base import ModelState

from articles.models.published import PublishedArticle
from articles.publishing.edition import stored_moment
from newsroom.lib.paging import Cursor

NOT_ON_CARDS = frozenset(
    ["corrections", "body_html", "body_pictures", "tags", "change_note", "public_reason"]
)
CARD = tuple(
    field.attname for field in PublishedArticle._meta.concrete_fields if field.name not in NOT_ON_CARDS
)
WHOLE = tuple(field.attname for field in PublishedArticle._meta.concrete_fields)

_LIST = """
SELECT {columns}, entry.published_at
FROM articles_listingentry entry JOIN articles_publishedarticle story ON story.id = entry.row_id
WHERE entry.list = %s AND entry.live_from <= %s AND entry.live_until > %s {older}
ORDER BY entry.published_at DESC, entry.article_id DESC LIMIT %s
"""
# The first condition is what the index walks by.
_OLDER = "AND entry.published_at <= %s AND NOT (entry.published_at = %s AND entry.article_id >= %s)"
_STORY = """
SELECT {columns} FROM articles_publishedarticle story
WHERE story.path = %s AND story.live_from <= %s AND story.live_until > %s
ORDER BY story.published_at DESC LIMIT 1
"""

_NUMBERED = """
SELECT {columns}, story.published_at FROM articles_publishedarticle story
WHERE story.id IN ({numbers}) AND story.live_from <= %s AND story.live_until > %s AND NOT story.withdrawn
"""
FOUND = (*(name for name in CARD if name != "pictures"), "body_html")


def listed(
    name: str, now: datetime, *, after: Cursor | None, most: int, fields: tuple[str, ...]
) -> list[tuple[PublishedArticle, datetime]]:
    """Up to `most` rows of a list that are public at `now`, newest first, those after a place on; each with the moment
    by which it stands there. Only `fields` are read."""
    moment = _stored(now)
    values: list = [name, moment, moment]
    if after:
        values += [_stored(after.moment), _stored(after.moment), after.id]
    sql = _LIST.format(columns=_columns(fields), older=_OLDER if after else "")
    return list(_rows(sql, [*values, most], fields))


def numbered(numbers: Sequence[int], now: datetime) -> dict[int, PublishedArticle]:
    """The rows of these numbers that are public at `now`, as a card without its picture needs them, and with their body."""
    if not numbers:
        return {}
    sql = _NUMBERED.format(columns=_columns(FOUND), numbers=", ".join(["%s"] * len(numbers)))
    return {row.pk: row for row, _ in _rows(sql, [*numbers, _stored(now), _stored(now)], FOUND)}


def story_at(path: str, now: datetime) -> PublishedArticle | None:
    """What is valid at this address at `now`, a withdrawn story's tombstone included."""
    sql = _STORY.format(columns=_columns(WHOLE))
    return next((row for row, _ in _rows(sql, [path, _stored(now), _stored(now)], WHOLE)), None)


def body_of(row: PublishedArticle) -> str:
    """The body of a row that was read without it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body_html FROM articles_publishedarticle WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def _rows(sql: str, values: Sequence, fields: tuple[str, ...]) -> Iterable[tuple[PublishedArticle, datetime]]:
    converters = _converters(connection.vendor, fields)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    for record in found:
        record = list(record)
        for place, convert, column in converters:
            if place < len(record):
                record[place] = convert(record[place], column, connection)
        yield _row(dict(zip(fields, record, strict=False))), record[-1]


def _row(values: dict) -> PublishedArticle:
    """PublishedArticle.from_db for one of our own queries, in a tenth of the time: nobody listens to these being made."""
    row = PublishedArticle.__new__(PublishedArticle)
    row._state = ModelState()
    row._state.adding, row._state.db = False, connection.alias
    row.__dict__.update(values)
    return row


@cache
def _converters(vendor: str, fields: tuple[str, ...]) -> list:
    """(place in the record, function, column) for all that the database gives in another form than Python's."""
    by_name = {field.attname: field for field in PublishedArticle._meta.concrete_fields}
    columns = [by_name[name].get_col("story") for name in fields] + [by_name["published_at"].get_col("entry")]
    found: list = []
    for place, column in enumerate(columns):
        if isinstance(column.target, JSONField):
            found.append((place, _from_json, column))
            continue
        if isinstance(column.target, DateTimeField):
            found.append((place, _moment, column))
            continue
        converters = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        found += [(place, convert, column) for convert in converters]
    return found


def _moment(value, *_) -> datetime | None:
    return value and stored_moment(value)


_EMPTY = {"[]": list, "{}": dict, '""': str}


def _from_json(text: str, *_):
    """What JSONField gives; most of a story's are empty, and those need no reader."""
    return _EMPTY[text]() if text in _EMPTY else json.loads(text)


@cache
def _columns(fields: tuple[str, ...]) -> str:
    return ", ".join(f"story.{name}" for name in fields)


def _stored(moment: datetime):
    return connection.ops.adapt_datetimefield_value(moment)
