"""Tags: renamed and merged with everything that carries them."""

import taggit.admin  # noqa: F401  registers an admin of its own, which ours replaces
from django import forms
from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from taggit.models import Tag, TaggedItem

from articles.desk.admin.public import KeptInUse
from articles.desk.tags import merge_tags, save_tag
from articles.models import FormerTagName, ListingEntry

admin.site.unregister(Tag)


class FormerNameInline(admin.TabularInline):
    model = FormerTagName
    extra = 0
    can_delete = False
    verbose_name_plural = "former names, which older revisions still use"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(Tag)
class TagAdmin(KeptInUse):
    list_display = ["name", "slug", "use_count"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [FormerNameInline]
    actions = ["merge_selected"]

    def get_actions(self, request, action_location=None):
        """Django 6.1 asks by place; 5.2 knows none."""
        place = {} if action_location is None else {"action_location": action_location}
        actions = super().get_actions(request, **place)
        return {name: action for name, action in actions.items() if name != "delete_selected"}

    def get_queryset(self, request):
        counts = TaggedItem.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        number = counts.annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(use_count=Coalesce(Subquery(number), 0))

    def save_model(self, request, obj, form, change):
        save_tag(obj)

    def why_kept(self, obj) -> str:
        shown = ListingEntry.objects.filter(list=f"tag/{obj.slug}").exists()
        return "Stories carry it. Merge it into another tag instead." if shown or obj.use_count else ""

    @admin.action(description="Merge selected tags into one", permissions=["change"])
    def merge_selected(self, request, queryset):
        """Asks which of the chosen ones stays, then makes the others its former names."""
        tags = list(queryset.order_by("-use_count", "name"))
        if len(tags) < 2:
            self.message_user(request, "Choose at least two tags.", messages.WARNING)
            return None
        form = MergeTagsForm(
            queryset, request.POST if "into" in request.POST else None, initial={"into": tags[0]}
        )
        if form.is_valid():
            into = form.cleaned_data["into"]
            merge_tags(tags, into=into)
            self.log_change(
                request, into, f"Merged in: {', '.join(str(tag) for tag in tags if tag != into)}."
            )
            self.message_user(request, f"{len(tags) - 1} merged into “{into}”.", messages.SUCCESS)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge tags",
            "opts": self.opts,
            "tags": tags,
            "form": form,
        }
        return TemplateResponse(request, "admin/taggit/tag/merge.html", context)

    @admin.display(description="articles", ordering="use_count")
    def use_count(self, tag):
        return tag.use_count or "—"


class MergeTagsForm(forms.Form):
    into = forms.ModelChoiceField(
        Tag.objects.none(), label="The tag that stays", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, chosen, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = chosen
