"""Where Django looks for the admin. The desk's own modules hold the classes."""

from articles.desk import admin

__all__ = ["admin"]
