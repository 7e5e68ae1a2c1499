"""The publication's form and list. Saving changes the working copy and keeps a revision; what the public reads changes
by the verbs alone."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.desk import workflow
from articles.desk.admin import article_list
from articles.desk.admin.article_inlines import BylineInline, Ordered, thumbnail
from articles.desk.admin.fields import UNSEEN_PICTURE
from articles.desk.admin.piece_form import PieceForm
from articles.desk.times import briefly
from articles.models import State
from articles.reports.desk.downloads import downloads, with_downloads
from articles.reports.desk.forms import ReportForm
from articles.reports.files import all_or_nothing, cover_of, keep_document, open_document
from articles.reports.models import Report, ReportByline, ReportFile, ReportStory
from newsroom.lib.html import desk_sanitise
from newsroom.lib.pdf import UnusablePdf


class StateFilter(article_list.StateFilter):
    def queryset(self, request, queryset):
        value = self.value()
        return queryset.in_state(value, timezone.now()) if value in State.values else queryset


class Shelf(article_list.PieceList):
    def get_queryset(self, *args, **kwargs):
        found = super().get_queryset(*args, **kwargs).select_related("head", "file", "cover")
        return with_downloads(found.defer("body", "head__content"))


class ReportBylineInline(BylineInline):
    model = ReportByline


class StoryInline(Ordered):
    model = ReportStory
    fields = ["article", "position"]
    autocomplete_fields = ["article"]
    verbose_name_plural = "articles that belong to it, in order"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article").defer("article__body")


@admin.register(Report)
class ReportAdmin(PieceForm):
    form = ReportForm
    inlines = [ReportBylineInline, StoryInline]
    autocomplete_fields = ["partner", "cover"]
    change_form_template = "admin/reports/report/form.html"
    readonly_fields = ["present_file"]
    list_display = ["picture", "named", "where_it_stands", "kind", "dated", "taken", "changed"]
    list_display_links = ["named"]
    list_filter = [StateFilter, article_list.MineFilter, "kind"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    search_fields = ["headline", "number", "slug", "bylines__name", "issn", "isbn", "doi"]
    search_help_text = "Title, number, byline, ISSN, ISBN or DOI"
    fieldsets = [
        (None, {"fields": ["headline", ("number", "kind", "dated"), "summary"]}),
        ("The file", {"fields": ["present_file", "upload", "cover"]}),
        ("On its page", {"fields": ["body"]}),
        ("Made with a partner", {"fields": ["partner"]}),
        ("For libraries", {"fields": [("issn", "isbn", "doi"), "licence"], "classes": ["collapse"]}),
        ("Address and language", {"fields": ["slug", "language"], "classes": ["collapse"]}),
    ]

    def get_urls(self):
        return [self.page("<int:pk>/file/<int:number>/", self.file_view, "file"), *super().get_urls()]

    def file_view(self, request, pk, number):
        """A file of the publication, the present one or that of a revision, for those who may see it at the desk."""
        report = self.piece_for(request, pk)
        if report.file_id != number and not report.revisions.filter(content__file=number).exists():
            raise Http404
        file = get_object_or_404(ReportFile, pk=number)
        response = FileResponse(file.storage.open(file.name), as_attachment=True, filename=file.filename)
        response["Content-Type"] = "application/pdf"
        response["Cache-Control"] = "no-store, private"
        return response

    # --- the list --------------------------------------------------------------------------------------------------
    def get_changelist(self, request, **kwargs):
        return Shelf

    @admin.display(description=UNSEEN_PICTURE)
    def picture(self, report):
        shown = report.cover or (cover_of(report.file, report.headline) if report.file else None)
        return thumbnail(shown, alt="") if shown else "–"

    @admin.display(description="title", ordering="headline")
    def named(self, report):
        return format_html("{}<br><small>{}</small>", report.headline, report.number)

    @admin.display(description="state")
    def where_it_stands(self, report):
        state = report.state_at(timezone.now())
        return format_html('<span class="desk-state desk-state--{}">{}</span>', state.value, state.label)

    @admin.display(description="downloads")
    def taken(self, report):
        return f"{report.downloads:,}"

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, report):
        who = report.head.by_name if report.head else ""
        return format_html("{}<br><small>{}</small>", briefly(report.changed_at), who)

    # --- the form --------------------------------------------------------------------------------------------------
    def get_fieldsets(self, request, obj=None):
        """For reading, the body as it is read and no place for a file; and nothing of a file that is not there yet."""
        read: dict[Any, str] = {}
        if obj is not None and not workflow.may_edit(request.user, obj):
            read = {"body": "body_as_read", "upload": ""}
        elif obj is None or not obj.file_id:
            read = {"present_file": ""}
        return [
            (
                name,
                options
                | {"fields": [shown for each in options["fields"] if (shown := read.get(each, each))]},
            )
            for name, options in (_flat(self.fieldsets) if "body" in read else self.fieldsets)
        ]

    def get_readonly_fields(self, request, obj=None):
        reading = obj is not None and not workflow.may_edit(request.user, obj)
        return ["present_file", "body_as_read"] if reading else ["present_file"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "cover":
            field.widget.can_delete_related = False  # a click beside it must not empty the library
        return field

    @admin.display(description="Description")
    def body_as_read(self, report):
        return format_html('<div class="desk-read">{}</div>', mark_safe(desk_sanitise(report.body)))  # noqa: S308

    @admin.display(description="Present file")
    def present_file(self, report):
        if not report.file_id:
            return "None yet."
        context = {"report": report, "file": report.file, "cover": cover_of(report.file, report.headline)}
        return render_to_string("admin/reports/report/_file.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What fails leaves no file behind."""
        with all_or_nothing():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def attached(self, request):
        """The file that was uploaded, kept with what was typed beside it. One that can't be used is told."""
        upload = request.FILES.get("upload")
        if not upload:
            return {}
        try:
            document = open_document(upload)
        except UnusablePdf as refusal:
            messages.warning(request, f"“{upload.name}” was not kept. {refusal}")
            return {}
        finally:
            upload.seek(0)
        return {"file": keep_document(document, filename=upload.name).pk}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        now = timezone.now()
        if obj is not None and obj.live_from and obj.live_from <= now:
            context["downloads"] = downloads(obj, now)
        ask_for_the_file_again(context["adminform"].form, request.FILES.get("upload"))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if upload := form.cleaned_data.get("upload"):
            kept = keep_document(upload.document, filename=upload.name)
            obj.file = form.cleaned_data["file"] = kept
        super().save_model(request, obj, form, change)


def ask_for_the_file_again(form: ReportForm, upload) -> None:
    """Something else of the form was wrong, so it is shown again; a browser does not fill a file in again."""
    if upload and "upload" in form.fields and "upload" not in form.errors:
        form.add_error(
            "upload", f"“{upload.name}” was not kept, since the form was not saved: choose it again."
        )


def _flat(fieldsets) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """The fieldsets with rows of several fields taken apart."""
    for name, options in fieldsets:
        fields: list[str] = []
        for each in options["fields"]:
            fields += each if isinstance(each, tuple) else [each]
        yield name, options | {"fields": fields}
