"""Where comments may be written: on the section's own form, and in one list for the whole paper. Phrases, addresses."""

from django.contrib import admin

from articles.comments.models import Correspondent, Phrase, Policy
from articles.desk.admin.public import PublicAdmin
from articles.models import Region, Section

FIELDS = ("mode", "closes_after", "most_links", "flag_after")


class PolicyInline(admin.StackedInline):
    """On a section's form: empty fields say what the section around it says."""

    model = Policy
    fields = FIELDS
    extra = 0
    max_num = 1
    verbose_name = verbose_name_plural = "comments in this section"


for model in (Section, Region):
    desk = admin.site.get_model_admin(model)
    desk.inlines = [*desk.inlines, PolicyInline]  # type: ignore[misc]  # of the one that is registered, not of its class


@admin.register(Policy)
class PolicyAdmin(PublicAdmin):
    list_display = ["__str__", *FIELDS]
    list_select_related = ["section"]
    autocomplete_fields = ["section"]
    fields = ["section", *FIELDS]


@admin.register(Phrase)
class PhraseAdmin(admin.ModelAdmin):
    list_display = ["text", "verdict"]
    list_editable = ["verdict"]
    list_filter = ["verdict"]
    search_fields = ["text"]
    search_help_text = "A word of the phrase"


@admin.register(Correspondent)
class CorrespondentAdmin(admin.ModelAdmin):
    """Addresses that comments came from: trusted and blocked ones. None is added or deleted here; erasing has its page."""

    list_display = ["mail", "standing", "confirmed_at"]
    list_filter = ["standing"]
    search_fields = ["mail"]
    search_help_text = "A part of the address"
    show_full_result_count = False
    fields = ["mail", "confirmed_at", "standing"]
    readonly_fields = ["mail", "confirmed_at"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
