"""Where Django looks for the admin. The desk's own module holds the classes."""

from articles.reports.desk import admin

__all__ = ["admin"]
