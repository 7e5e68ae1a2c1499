"""Where Django looks for the admin. The desk's own modules hold the classes."""

from django.contrib.admin import site

from articles.desk import admin

__all__ = ["admin"]

site.site_header = "Newsroom"
site.site_title = "Newsroom desk"
site.index_title = "The desk"
