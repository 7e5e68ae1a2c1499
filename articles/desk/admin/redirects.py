"""Addresses that moved."""

from django.contrib import admin

from articles.desk.admin.public import PublicAdmin
from newsroom.redirects.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(PublicAdmin):
    list_display = ["old_path", "new_path", "permanent", "created_at"]
    list_filter = ["permanent"]
    search_fields = ["old_path", "new_path"]
    search_help_text = "Any part of the old or the new address."
    fields = ["old_path", "new_path", "permanent"]
