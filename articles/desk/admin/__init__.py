"""The desk in Django's admin: one module for each thing an editor works on, each registered by being imported."""

from articles.desk.admin import articles, branding, images, pins

__all__ = ["articles", "branding", "images", "pins"]
