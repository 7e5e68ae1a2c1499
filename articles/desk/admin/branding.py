"""What the admin calls itself."""

from django.contrib import admin

admin.site.site_header = admin.site.site_title = "Newsroom desk"
admin.site.index_title = "The desk"
