"""Numbers of rows before the rows exist, so that rows that name each other are written once, not written and mended."""

from django.db import connection


def reserve(model, count: int) -> list[int]:
    """The next `count` primary keys of `model`. Call it inside the transaction that inserts them: on SQLite the
    transaction's write lock keeps them ours, on PostgreSQL the sequence does."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    start = (row[0] if row else 0) + 1
    return list(range(start, start + count))
