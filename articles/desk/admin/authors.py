"""The people credited: found by any spelling of their name, merged when two turn out to be one."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.desk.admin.public import KeptInUse
from articles.desk.merging import MergeRefused, consequences, merge
from articles.models import Byline, ListingEntry
from articles.publishing.rebuild import index_author_again, show_anew
from authors.models import Author, AuthorName
from newsroom.lib.text import fold
from newsroom.redirects.moves import keep_old_address


class AuthorForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("portrait") and not cleaned.get("portrait_credit"):
            self.add_error("portrait_credit", "Who took the portrait? It is never shown without its credit.")
        return cleaned


class SpellingInline(admin.TabularInline):
    model = AuthorName
    extra = 1
    fields = ["name"]


class MergedFilter(admin.SimpleListFilter):
    title = "merged"
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("yes", "Merged into another")]

    def queryset(self, request, queryset):
        return queryset.filter(merged_into__isnull=self.value() != "yes")


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Author.objects.filter(merged_into=None),
        label="Merge into",
        widget=AutocompleteSelect(Byline._meta.get_field("author"), admin.site),
        help_text="The author whose page stays. Find them by any spelling of the name.",
    )


@admin.register(Author)
class AuthorAdmin(KeptInUse):
    form = AuthorForm
    list_display = ["name", "affiliation", "kind", "article_count", "portrayed"]
    list_filter = [MergedFilter, "kind"]
    search_fields = ["name", "other_names__folded", "affiliation"]
    search_help_text = "Any spelling of the name, or the affiliation."
    ordering = ["sort_name", "name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
    inlines = [SpellingInline]
    change_form_template = "admin/authors/author/change_form.html"
    fieldsets = [
        (None, {"fields": ["name", "sort_name", "slug", "kind"]}),
        (
            "On the page",
            {"fields": ["title", "affiliation", "bio", "portrait", "portrait_credit", "website", "orcid"]},
        ),
        ("For the newsroom", {"fields": ["email", "user"]}),
    ]

    def get_queryset(self, request):
        counts = Byline.objects.filter(author=OuterRef("pk")).order_by().values("author")
        number = counts.annotate(number=Count("article", distinct=True)).values("number")
        return super().get_queryset(request).annotate(article_count=Coalesce(Subquery(number), 0))

    def get_search_results(self, request, queryset, search_term):
        """By any spelling, accents or none; an author who was merged is found as the one who stays."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        if search_term:
            spelt = AuthorName.objects.filter(folded__contains=fold(search_term)).values("author")
            found = found | queryset.filter(pk__in=spelt)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into=None)
        return found, doubled

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:number>/merge/", view, name="authors_author_merge"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        before = Author.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before and before.slug != obj.slug:
            keep_old_address(old_path=before.get_absolute_url(), new_path=obj.get_absolute_url())
            show_anew(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and ("name" in form.changed_data or any(each.has_changed() for each in formsets)):
            index_author_again(form.instance)

    def why_kept(self, obj) -> str:
        shown = ListingEntry.objects.filter(list=f"author/{obj.pk}").exists()
        if not shown and not Byline.objects.filter(author=obj).exists() and not obj.merged_from.exists():
            return ""
        return "Stories credit this author. If two entries are one person, merge this one into the other."

    def merge_view(self, request, number):
        author = self.get_object(request, str(number))
        if author is None:
            raise Http404
        if not self.has_change_permission(request, author):
            raise PermissionDenied
        form = MergeForm(request.POST or None)
        would, into = None, None
        if request.method == "POST" and form.is_valid():
            into = form.cleaned_data["into"]
            try:
                would = consequences(author, into)
                if "confirmed" in request.POST:
                    return self._merged(request, author, into)
            except MergeRefused as refusal:
                form.add_error("into", str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {author.name} into another author",
            "opts": self.opts,
            "author": author,
            "into": into,
            "would": would,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/authors/author/merge.html", context)

    def _merged(self, request, author, into):
        merge(author, into=into)
        self.log_change(request, author, f"Merged into {into.name}.")
        self.log_change(request, into, f"{author.name} was merged into this author.")
        self.message_user(request, f"{author.name} is now another spelling of {into.name}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:authors_author_change", args=[into.pk]))

    @admin.display(description="articles", ordering="article_count")
    def article_count(self, author):
        return author.article_count or "—"

    @admin.display(description="portrait")
    def portrayed(self, author):
        return (
            format_html('<img class="desk-face" src="{}" alt="">', author.portrait.url)
            if author.portrait
            else "—"
        )
