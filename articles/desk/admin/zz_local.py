from django.contrib import admin

from articles.models import Image, Section
from authors.models import Author, Partner

for model, fields in (
    (Section, ["name"]),
    (Image, ["title", "alt"]),
    (Author, ["name"]),
    (Partner, ["name"]),
):
    admin.site.register(model, type("A", (admin.ModelAdmin,), {"search_fields": fields, "ordering": ["id"]}))
