"""The library of pictures: in with their credit, found again, and never out from under a story."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import Q
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.desk import pictures
from articles.desk.admin.fields import UNSEEN_PICTURE
from articles.desk.image_forms import RIGHTS, ImageForm, NewImageForm
from articles.desk.image_views import describe, picker, thumbnail, upload
from articles.models import Image
from articles.publishing.renditions import keep_picture


class LacksFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "lacks"
    WAYS = {"alt": Q(alt=""), "credit": Q(credit="", photographer="", holder=""), "file": Q(renditions=[])}

    def lookups(self, request, model_admin):
        return [("alt", "No text alternative"), ("credit", "No credit"), ("file", "No file")]

    def queryset(self, request, queryset):
        return queryset.filter(self.WAYS[self.value()]) if self.value() in self.WAYS else queryset


class RightsFilter(admin.SimpleListFilter):
    title = "rights"
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [("over", "Ended"), ("month", "End within 30 days"), ("open", "Without end")]

    def queryset(self, request, queryset):
        now = timezone.now()
        ways = {
            "over": Q(rights_until__lte=now),
            "month": Q(rights_until__gt=now, rights_until__lte=now + timedelta(days=30)),
            "open": Q(rights_until=None),
        }
        return queryset.filter(ways[self.value()]) if self.value() in ways else queryset


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    list_display = ["thumbnail", "named", "credited", "rights", "used", "added"]
    list_display_links = ["named"]
    list_filter = [LacksFilter, RightsFilter, "credit_kind", "may_syndicate"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["title", "alt", "caption", "credit", "photographer", "holder"]
    search_help_text = "Words of the title, text alternative, caption, credit, photographer or rights holder."
    actions = None
    change_list_template = "admin/articles/image/change_list.html"
    readonly_fields = ["preview", "where_used", "from_the_file"]

    class Media:
        js = [Script("desk/focal.js", type="module")]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, form=ImageForm if obj else NewImageForm, **kwargs)

    def get_fieldsets(self, request, obj=None):
        words = ["title", "alt", "caption", ("credit_kind", "credit")]
        if obj is None:
            return [(None, {"fields": ["file", *words]}), ("Rights", {"fields": RIGHTS})]
        return [
            (None, {"fields": ["preview", ("focal_x", "focal_y"), *words]}),
            ("Rights", {"fields": RIGHTS}),
            ("Where it is", {"fields": ["where_used", "from_the_file"]}),
        ]

    def get_queryset(self, request):
        return pictures.with_use_count(super().get_queryset(request))

    def get_urls(self):
        mine = [
            path("upload/", self.admin_site.admin_view(self.upload_view), name="articles_image_upload"),
            path("describe/", self.admin_site.admin_view(self.describe_view), name="articles_image_describe"),
            path("picker/", self.admin_site.admin_view(self.picker_view), name="articles_image_picker"),
            path(
                "<int:number>/thumbnail/",
                self.admin_site.admin_view(thumbnail),
                name="articles_image_thumbnail",
            ),
        ]
        return mine + super().get_urls()

    def upload_view(self, request):
        return upload(request, self)

    def describe_view(self, request):
        return describe(request, self)

    def picker_view(self, request):
        return picker(request, self)

    def save_model(self, request, obj, form, change):
        if not change:
            upload = form.cleaned_data["file"]
            keep_picture(obj, upload.picture, upload.content, filename=upload.name, by=request.user)
            return
        pictures.save_description(obj, form.changed_data)

    def delete_model(self, request, obj):
        pictures.delete_with_files(obj)

    def delete_view(self, request, object_id, extra_context=None):
        image = self.get_object(request, object_id)
        reason = pictures.why_kept(image) if image else ""
        if not reason:
            return super().delete_view(request, object_id, extra_context)
        self.message_user(request, f"“{image}” cannot be deleted. {reason}", messages.ERROR)
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]))

    @admin.display(description=UNSEEN_PICTURE)
    def thumbnail(self, image):
        url = image.thumbnail_url()
        return (
            format_html('<img class="desk-thumb" src="{}" alt="" loading="lazy">', url) if url else "No file"
        )

    @admin.display(description="picture", ordering="title")
    def named(self, image):
        lacks = "" if image.alt else mark_safe(' <em class="desk-lack">no text alternative</em>')
        return format_html(
            "<strong>{}</strong>{}<br><small>{}</small>", str(image)[:90], lacks, image.caption[:110]
        )

    @admin.display(description="credit", ordering="credit")
    def credited(self, image):
        return image.credit_line or mark_safe('<em class="desk-lack">nobody yet</em>')

    @admin.display(description="rights until", ordering="rights_until")
    def rights(self, image):
        if image.rights_until is None:
            return "no end"
        day = f"{timezone.localtime(image.rights_until):%d %b %Y}"
        return (
            day
            if image.usable_at(timezone.now())
            else format_html('<em class="desk-lack">ended {}</em>', day)
        )

    @admin.display(description="used on", ordering="use_count")
    def used(self, image):
        return image.use_count or "—"

    @admin.display(description="added", ordering="created_at")
    def added(self, image):
        return f"{timezone.localtime(image.created_at):%d %b %Y}"

    @admin.display(description="picture")
    def preview(self, image):
        return render_to_string("admin/articles/image/_preview.html", {"image": image, "src": widest(image)})

    @admin.display(description="used on")
    def where_used(self, image):
        context = {
            "articles": pictures.attached_to(image)[: pictures.SHOWN],
            "pages": pictures.live_pages(image)[: pictures.SHOWN],
        }
        return render_to_string("admin/articles/image/_used.html", context)

    @admin.display(description="what the file says")
    def from_the_file(self, image):
        return render_to_string("admin/articles/image/_metadata.html", {"said": spoken(image.metadata)})


def widest(image: Image) -> str:
    """The rendition shown at the desk: wide enough to place the focal point, without loading the largest."""
    made = [each for each in image.renditions if each["type"] == "image/webp" and each["width"] <= 960]
    return Image.file.field.storage.url(max(made, key=lambda each: each["width"])["name"]) if made else ""


def spoken(metadata: dict) -> list[tuple[str, str]]:
    """What the file says, for reading: names in words, sizes in kilobytes."""
    said = dict(metadata)
    size, place = said.pop("bytes", 0), said.pop("had_gps", False)
    lines = [(name.replace("_", " "), value) for name, value in said.items() if isinstance(value, str)]
    if said.get("keywords"):
        lines.append(("keywords", ", ".join(said["keywords"])))
    if size:
        lines.append(("file size", f"{size / 1024:,.0f} KB"))
    if place:
        lines.append(("place", "The file knows where it was taken. Readers never get that."))
    return lines
