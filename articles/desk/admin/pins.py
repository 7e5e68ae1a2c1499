"""What the desk holds at the head of the front page and of section pages, and for how long."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import transaction
from django.utils import timezone

from articles.desk import workflow
from articles.desk.times import briefly, zone_name
from articles.models import FOREVER, Pin, Section, State
from articles.publishing.edition import raise_edition

FRONT = "front"


def lists() -> list[tuple[str, str]]:
    """Where a story can be held: the front page and each section's."""
    sections = Section.objects.order_by("path").values_list("pk", "name", "path")
    return [
        (FRONT, "Front page"),
        *((f"section/{pk}", f"{'– ' * path.count('/')}{name}") for pk, name, path in sections),
    ]


class PinForm(forms.ModelForm):
    list = forms.ChoiceField(label="Page", choices=lists, initial=FRONT)
    live_until = forms.SplitDateTimeField(
        label="Until",
        required=False,
        widget=AdminSplitDateTime,
        help_text="Empty: until it is taken away.",
    )

    class Meta:
        model = Pin
        fields = ["list", "position", "article", "live_from", "live_until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.live_until == FOREVER:
            self.initial["live_until"] = None
        if "live_from" in self.fields:
            self.fields["live_from"].help_text = f"Times are those of {zone_name()}."

    def clean_live_until(self):
        return self.cleaned_data["live_until"] or FOREVER


@admin.register(Pin)
class PinAdmin(admin.ModelAdmin):
    form = PinForm
    autocomplete_fields = ["article"]
    list_display = ["article", "page", "position", "starts", "ends", "shown"]
    list_select_related = ["article"]
    list_per_page = 50
    ordering = ["list", "position", "-live_from"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__body")

    def get_changelist_instance(self, request):
        self.names = dict(lists())
        return super().get_changelist_instance(request)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.has_perm(workflow.CURATE)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perm(workflow.CURATE)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and request.user.has_perm(workflow.CURATE)

    # Each of these changes what readers see, so the edition rises in the same transaction.
    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        raise_edition()

    @transaction.atomic
    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        raise_edition()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        raise_edition()

    @admin.display(description="page")
    def page(self, pin):
        return self.names.get(pin.list, pin.list)

    @admin.display(description="from")
    def starts(self, pin):
        return briefly(pin.live_from)

    @admin.display(description="until")
    def ends(self, pin):
        return briefly(pin.live_until) if pin.live_until < FOREVER else "–"

    @admin.display(description="shown now", boolean=True)
    def shown(self, pin):
        """Held now, and public: a pin never shows what is not."""
        now = timezone.now()
        return pin.live_from <= now < pin.live_until and pin.article.state_at(now) == State.LIVE
