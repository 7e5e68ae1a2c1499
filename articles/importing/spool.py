"""What an import has to remember for the length of a file, kept on disk so that memory does not grow with the file.

Private temporary SQLite databases of this process, gone with it; they have nothing to do with the newsroom's own.
"""

import json
import sqlite3
from collections.abc import Iterator


class _Temporary:
    """A table in a file that SQLite removes by itself; nothing in it needs to survive anything."""

    TABLE = ""

    def __init__(self) -> None:
        # Used by one thread alone; but whichever thread collects the garbage closes it.
        self._rows = sqlite3.connect("", check_same_thread=False)
        self._rows.executescript(f"PRAGMA journal_mode=OFF; {self.TABLE}")

    def __del__(self) -> None:
        self._rows.close()


class Seen(_Temporary):
    """Which keys came by already."""

    TABLE = "CREATE TABLE seen (key TEXT PRIMARY KEY, item TEXT, said TEXT) WITHOUT ROWID"

    def first(self, key: str, item: str = "", said: str = "") -> tuple[str, str]:
        """Two empty texts when `key` is new (it is remembered), else the item that brought it first and what it said."""
        key = key.encode("utf-8", "replace").decode()
        if self._rows.execute(
            "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, item or key, said)
        ).rowcount:
            return "", ""
        return self._rows.execute("SELECT item, said FROM seen WHERE key = ?", (key,)).fetchone()


class Spool(_Temporary):
    """Small records by number, some under a parent: attachments come before, after and away from their posts."""

    TABLE = """CREATE TABLE record (number TEXT PRIMARY KEY, parent TEXT, said TEXT);
               CREATE INDEX by_parent ON record (parent)"""

    def put(self, number: str, said: dict, parent: str = "") -> None:
        self._rows.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (number, parent, json.dumps(said))
        )

    def get(self, number: str) -> dict | None:
        row = self._rows.execute("SELECT said FROM record WHERE number = ?", (number,)).fetchone()
        return json.loads(row[0]) if row else None

    def under(self, parent: str) -> Iterator[dict]:
        """The records of a parent in the order of their arrival."""
        rows = self._rows.execute(
            "SELECT said FROM record WHERE parent = ? ORDER BY rowid", (parent,)
        ).fetchall()
        return (json.loads(said) for (said,) in rows)
