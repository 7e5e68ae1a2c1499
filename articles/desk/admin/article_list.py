"""The list of stories: columns, filters, search and pages whose cost does not grow with the archive."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from articles.desk.admin.article_inlines import NO_PICTURE, thumbnail
from articles.desk.dashboard import flagged
from articles.desk.times import briefly, spelled_out
from articles.models import Article, Byline, Section, State
from newsroom.lib.text import slugify_unicode

AHEAD = 10  # pages counted beyond the one shown
MOST_HITS = 2000  # stories a search gives at most


class RollingPaginator(Paginator):
    """Counts no further than some pages beyond the one asked for: counting an archive costs more than showing it."""

    def __init__(self, *args, page: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.farthest = (page + AHEAD) * self.per_page

    @cached_property
    def count(self) -> int:
        return self.object_list.values("pk")[: self.farthest].count()

    @property
    def there_is_more(self) -> bool:
        return self.count >= self.farthest


class StoryList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).for_list()

    def get_results(self, request):
        super().get_results(request)
        if not self.query and not self.get_filters_params():
            self.full_result_count = (
                self.result_count
            )  # nothing was left out, so nothing is offered beside it


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.in_state(self.value(), timezone.now()) if self.value() in State.values else queryset


class SectionFilter(admin.SimpleListFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        sections = Section.objects.order_by("path").values_list("pk", "name", "path")
        return [(str(pk), f"{'– ' * path.count('/')}{name}") for pk, name, path in sections]

    def queryset(self, request, queryset):
        value = self.value()
        chosen = Section.objects.filter(pk=value).first() if value and value.isdecimal() else None
        if chosen is None:
            return queryset
        inside = Section.objects.filter(Q(pk=chosen.pk) | Q(path__startswith=f"{chosen.path}/"))
        return queryset.filter(section__in=list(inside.values_list("pk", flat=True)))


class FlagFilter(admin.SimpleListFilter):
    title = "flag"
    parameter_name = "flag"

    def lookups(self, request, model_admin):
        return [("any", "Flagged"), ("marks", "Import lacked something"), ("source", "Source changed")]

    def queryset(self, request, queryset):
        wanted = {
            "any": flagged(),
            "marks": ~Q(marks=[]),
            "source": Q(source_changed_at__isnull=False),
        }.get(self.value())
        return queryset.filter(wanted) if wanted is not None else queryset


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", "Mine")]

    def queryset(self, request, queryset):
        return queryset.filter(created_by=request.user) if self.value() == "mine" else queryset


class ArticleList:
    """The columns. Everything they show was loaded by ArticleQuerySet.for_list."""

    list_display = ["picture", "story", "where_it_stands", "section", "names", "live", "changed"]
    list_display_links = ["story"]
    list_filter = [StateFilter, MineFilter, FlagFilter, SectionFilter]
    list_select_related = ["section", "partner", "head"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ["changed"]
    ordering = ["-changed_at", "-id"]
    actions = None
    search_fields = ["headline", "slug", "bylines__name"]
    search_help_text = "Headline, address or byline"

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        asked = request.GET.get("p", "1")
        page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
        return RollingPaginator(queryset, per_page, orphans, allow_empty_first_page, page=max(page, 1))

    def get_search_results(self, request, queryset, search_term):
        """Two small indexes are searched, never the bodies' table: addresses (made from headlines) and bylines."""
        for word in search_term.split()[:6]:
            queryset = queryset.filter(pk__in=found_by(word))
        return queryset, False

    @admin.display(description="")
    def picture(self, article):
        lead = next(iter(article.pictures.all()), None)
        return thumbnail(lead.image, alt="") if lead else NO_PICTURE

    @admin.display(description="headline")
    def story(self, article):
        flags = [*article.marks, *(["source changed"] if article.source_changed_at else [])]
        return format_html(
            "{}{}",
            article.headline,
            format_html_join("", ' <span class="desk-flag">{}</span>', ((flag,) for flag in flags)),
        )

    @admin.display(description="state")
    def where_it_stands(self, article):
        state = article.state_at(timezone.now())
        return format_html('<span class="desk-state desk-state--{}">{}</span>', state.value, state.label)

    @admin.display(description="bylines")
    def names(self, article):
        lines = [line.name for line in article.bylines.all()]
        partner = [f"{article.partner.name} (partner)"] if article.partner else []
        return ", ".join(lines + partner) or "–"

    @admin.display(description="live")
    def live(self, article):
        if article.live_from is None:
            return "–"
        return format_html(
            '<time title="{}">{}</time>', spelled_out(article.live_from), briefly(article.live_from)
        )

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, article):
        who = article.head.by_name if article.head else ""
        return format_html("{}<br><small>{}</small>", briefly(article.changed_at), who)


def found_by(word: str):
    """The stories whose headline (by its address) or byline holds the word: numbers of at most MOST_HITS, newest first."""
    slug = slugify_unicode(word)
    found = set(
        Byline.objects.filter(name__icontains=word)
        .order_by("-article")
        .values_list("article", flat=True)[:MOST_HITS]
    )
    if slug:
        found |= set(
            Article.objects.filter(slug__contains=slug)
            .order_by("-pk")
            .values_list("pk", flat=True)[:MOST_HITS]
        )
    return found
