"""Where Django looks for the admin. The desk's own modules hold the classes."""

from articles.comments.desk import admin, policies

__all__ = ["admin", "policies"]
