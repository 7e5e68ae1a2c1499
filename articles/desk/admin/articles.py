"""The story's form and what of it is a story's alone."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.desk import workflow
from articles.desk.admin.article_inlines import BylineInline, CorrectionInline, PictureInline
from articles.desk.admin.article_list import ArticleList, StoryList
from articles.desk.admin.article_pages import ArticlePages
from articles.desk.forms import ArticleForm
from articles.models import Article
from newsroom.lib.html import desk_sanitise


@admin.register(Article)
class ArticleAdmin(ArticlePages, ArticleList):
    form = ArticleForm
    inlines = [BylineInline, PictureInline, CorrectionInline]
    autocomplete_fields = ["section", "partner"]
    change_form_template = "admin/articles/article/form.html"
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body"]}),
        ("Where it belongs", {"fields": ["section", "tags", "kind"]}),
        ("Shared by a partner", {"fields": ["partner", "source_url"], "classes": ["collapse"]}),
        ("Address and language", {"fields": ["slug", "language"], "classes": ["collapse"]}),
    ]

    # --- the list --------------------------------------------------------------------------------------------------
    def get_changelist(self, request, **kwargs):
        return StoryList

    # --- reading only -------------------------------------------------------------------------------------------------
    def get_fieldsets(self, request, obj=None):
        if obj is None or workflow.may_edit(request.user, obj):
            return self.fieldsets
        read = {"body": "body_as_read", "tags": "tags_as_read"}
        return [
            (name, options | {"fields": [read.get(field, field) for field in options["fields"]]})
            for name, options in self.fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None or workflow.may_edit(request.user, obj) else ("body_as_read", "tags_as_read")

    @admin.display(description="Body")
    def body_as_read(self, article):
        return format_html('<div class="desk-read">{}</div>', mark_safe(desk_sanitise(article.body)))  # noqa: S308

    @admin.display(description="Tags")
    def tags_as_read(self, article):
        return ", ".join(article.tags.names()) or "–"
