"""Sections and regions: the tree of the paper. Moving one moves the addresses inside it, and old ones lead there."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html

from articles.desk.admin.public import KeptInUse
from articles.desk.sections import save_section, too_deep, why_kept
from articles.models import Article, Region, Section
from articles.models.section import MAX_DEPTH


class SectionForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if parent and self.instance.pk and parent.pk != self.instance.pk and too_deep(self.instance, parent):
            raise ValidationError(
                {"parent": f"With the sections inside it, this would nest deeper than {MAX_DEPTH} levels."}
            )
        return cleaned


@admin.register(Section)
class SectionAdmin(KeptInUse):
    form = SectionForm
    list_display = ["in_tree", "address", "kind", "article_count", "position", "in_navigation"]
    list_filter = ["kind", "in_navigation"]
    list_per_page = 200
    search_fields = ["name", "path"]
    search_help_text = "The name or the address."
    ordering = ["path"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]
    fields = ["name", "slug", "parent", "kind", "description", "position", "in_navigation"]

    def get_queryset(self, request):
        counts = Article.objects.filter(section=OuterRef("pk")).order_by().values("section")
        number = counts.annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(article_count=Coalesce(Subquery(number), 0))

    def save_model(self, request, obj, form, change):
        save_section(obj)

    def why_kept(self, obj) -> str:
        return why_kept(obj)

    @admin.display(description="section", ordering="path")
    def in_tree(self, section):
        depth = section.path.count("/")
        return format_html(
            '<span class="desk-indent">{}</span>{}', "\u2003" * depth + ("└ " if depth else ""), section.name
        )

    @admin.display(description="address", ordering="path")
    def address(self, section):
        return f"/{section.path}/"

    @admin.display(description="articles", ordering="article_count")
    def article_count(self, section):
        return section.article_count or "—"


@admin.register(Region)
class RegionAdmin(SectionAdmin):
    list_filter = ["in_navigation"]
    fields = ["name", "slug", "parent", "description", "position", "in_navigation"]

    def save_model(self, request, obj, form, change):
        obj.kind = Section.Kind.REGION
        save_section(obj)
