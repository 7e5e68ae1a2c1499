"""The desk in Django's admin: one module for each thing an editor works on, each registered by being imported."""

from articles.desk.admin import articles, pins

__all__ = ["articles", "pins"]
