"""What the admin calls itself, and the library of tags."""

from django.apps import apps
from django.contrib import admin

admin.site.site_header = admin.site.site_title = "Newsroom desk"
admin.site.index_title = "The desk"
apps.get_app_config("taggit").verbose_name = "Tags"
