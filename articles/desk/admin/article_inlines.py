"""What hangs on a story's form: bylines, pictures, corrections, each in its order."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.desk.admin.fields import UNSEEN_PICTURE
from articles.desk.forms import BylineForm
from articles.models import ArticleImage, Byline, Correction, PrintedName

NO_FILE = mark_safe('<span class="desk-thumb desk-thumb--none">no file</span>')
NO_PICTURE = mark_safe('<span class="desk-thumb"></span>')
TEMPLATE = "admin/articles/article/inline.html"


class Ordered(admin.TabularInline):
    """Rows with a position. Scripts put up and down buttons beside it; without them the numbers are typed."""

    template = TEMPLATE
    extra = 0
    needs: list[str] = []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.required = False
            field.widget = forms.NumberInput(attrs={"class": "desk-position", "min": 0})
            field.clean = lambda value: int(value) if str(value or "").isdecimal() else 0
        return field


class BylineInline(Ordered):
    model: type[PrintedName] = Byline
    form = BylineForm
    fields = ["author", "name", "role", "position"]
    autocomplete_fields = ["author"]
    verbose_name = "byline"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")


class PictureInline(Ordered):
    model = ArticleImage
    fields = ["thumbnail", "image", "caption", "alt", "position"]
    readonly_fields = ["thumbnail"]
    autocomplete_fields = ["image"]
    verbose_name = "picture"
    verbose_name_plural = "pictures: the first leads"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("image")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("caption", "alt"):
            field.widget = forms.Textarea(attrs={"rows": 2, "cols": 28})
        if db_field.name == "image":
            field.widget.can_delete_related = False  # a click beside the row must not empty the library
        return field

    @admin.display(description=UNSEEN_PICTURE)
    def thumbnail(self, use):
        return thumbnail(use.image) if use.image_id else ""


class CorrectionInline(admin.StackedInline):
    model = Correction
    fields = ["kind", "text", "dated"]
    extra = 0
    verbose_name_plural = "corrections: readers see them with the next publication"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "dated":
            field.initial = timezone.now
        if db_field.name == "text":
            field.widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return field


def thumbnail(image, alt: str | None = None) -> str:
    """The picture's smallest rendition, or a word where there is none. Its credit is its title. `alt` "" where the
    headline beside it says enough."""
    address = image.thumbnail_url()
    if not address:
        return NO_FILE
    return format_html(
        '<img class="desk-thumb" src="{}" alt="{}" title="{}" loading="lazy" width="96" height="64">',
        address,
        image.alt if alt is None else alt,
        image.credit_line,
    )
