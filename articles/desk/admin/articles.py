"""The story's form. Saving it changes the working copy and keeps a revision; what the public reads changes by the
verbs alone."""

from uuid import uuid4

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from articles.desk import actions, checklist, conflict, presence, workflow
from articles.desk.admin.article_inlines import BylineInline, CorrectionInline, PictureInline
from articles.desk.admin.article_list import ArticleList, StoryList
from articles.desk.admin.article_pages import ArticlePages, address, saved
from articles.desk.forms import ArticleForm
from articles.desk.panel import panel
from articles.models import Article
from articles.publishing.revisions import record
from newsroom.lib.html import desk_sanitise


@admin.register(Article)
class ArticleAdmin(ArticlePages, ArticleList):
    form = ArticleForm
    inlines = [BylineInline, PictureInline, CorrectionInline]
    autocomplete_fields = ["section", "partner"]
    save_on_top = False
    change_form_template = "admin/articles/article/form.html"
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body"]}),
        ("Where it belongs", {"fields": ["section", "tags", "kind"]}),
        ("Shared by a partner", {"fields": ["partner", "source_url"], "classes": ["collapse"]}),
        ("Address and language", {"fields": ["slug", "language"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/rows.js", "desk/rescue.js"]

    # --- the list --------------------------------------------------------------------------------------------------
    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Articles", **(extra_context or {})})

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

    # --- the form --------------------------------------------------------------------------------------------------
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            article = self.get_object(request, unquote(object_id))
            if article is not None and self.has_change_permission(request, article):
                rescued = conflict.rescue_stale_save(article=article, data=request.POST, by=request.user)
                if rescued:
                    return saved(
                        HttpResponseRedirect(address("revision", article.pk, rescued.number)), request
                    )
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["draft_token"] = request.POST.get("draft_token") or uuid4().hex
        context["show_save_and_add_another"] = False
        context["title"] = "Write a story" if add else "Story"
        if obj is not None and obj.head is not None:
            context["panel"] = shown = panel(obj, request.user, timezone.now())
            context["based_on"] = request.POST.get("based_on") or obj.recorded.number
            context["present"] = presence.touch(obj.pk, request.user)
            hint(context, shown["problems"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.save()
            return
        # Only what the form holds: the door's dates and the state are nobody's to overwrite.
        own = {field.name for field in obj._meta.concrete_fields if field.name in form.cleaned_data}
        obj.save(update_fields=own)

    def save_related(self, request, form, formsets, change):
        """The last step of a save: everything is written, and one revision says what it now is."""
        super().save_related(request, form, formsets, change)
        article = form.instance
        before = article.head
        record(article, by=request.user)
        if told := actions.after_edit(article, before, by=request.user):
            messages.info(request, told)

    def response_add(self, request, obj, post_url_continue=None):
        return saved(super().response_add(request, obj, post_url_continue), request)

    def response_change(self, request, obj):
        return saved(super().response_change(request, obj), request)


def hint(context: dict, problems: list[checklist.Problem]) -> None:
    """Puts what a publication needs beside the field it belongs to."""
    fields = context["adminform"].form.fields
    by_field: dict[str, list[str]] = {}
    for problem in problems:
        by_field.setdefault(problem.field, []).append(problem.message)
    for name, sentences in by_field.items():
        if name in fields:
            needs = format_html_join("", '<span class="desk-need">{}</span>', ((text,) for text in sentences))
            fields[name].help_text = format_html("{}{}", needs, fields[name].help_text)
    for formset in context["inline_admin_formsets"]:
        formset.opts.needs = by_field.get(formset.formset.prefix, [])
