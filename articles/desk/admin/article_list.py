"""The list of stories: columns, filters, search and pages whose cost does not grow with the archive."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from articles.desk.admin.article_inlines import NO_PICTURE, thumbnail
from articles.desk.admin.fields import UNSEEN_PICTURE
from articles.desk.search import FEW, holding
from articles.desk.times import briefly
from articles.models import Article, PublishedArticle, Section, State, Status

AHEAD = 10  # pages counted beyond the one shown


class RollingPaginator(Paginator):
    """Counts no further than some pages beyond the one asked for: counting an archive costs more than showing it."""

    object_list: QuerySet

    def __init__(self, *args, page: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.farthest = (page + AHEAD) * self.per_page

    @cached_property
    def count(self) -> int:
        return self.object_list.values("pk")[: self.farthest].count()

    @property
    def there_is_more(self) -> bool:
        return self.count >= self.farthest


class PieceList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        if not self.query and not self.get_filters_params():
            self.full_result_count = (
                self.result_count
            )  # nothing was left out, so nothing is offered beside it


class StoryList(PieceList):
    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).for_list()


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        state, now = self.value(), timezone.now()
        if state not in State.values:
            return queryset
        if state in (State.SCHEDULED, State.WITHDRAWN):  # the few among many
            queryset = queryset.filter(pk__in=scheduled_or_over(state, now))
        return queryset.in_state(state, now)


class SectionFilter(admin.SimpleListFilter):
    title = "section"
    parameter_name = "section"
    field = "section"  # where the list's rows have it

    def lookups(self, request, model_admin):
        sections = Section.objects.order_by("path").values_list("pk", "name", "path")
        return [(str(pk), f"{'– ' * path.count('/')}{name}") for pk, name, path in sections]

    def queryset(self, request, queryset):
        value = self.value()
        chosen = Section.objects.filter(pk=value).first() if value and value.isdecimal() else None
        if chosen is None:
            return queryset
        inside = Section.objects.filter(Q(pk=chosen.pk) | Q(path__startswith=f"{chosen.path}/"))
        return queryset.filter(**{f"{self.field}__in": list(inside.values_list("pk", flat=True))})


class FlagFilter(admin.SimpleListFilter):
    title = "flag"
    parameter_name = "flag"

    def lookups(self, request, model_admin):
        return [("any", "Flagged"), ("marks", "Import lacked something"), ("source", "Source changed")]

    def queryset(self, request, queryset):
        wanted = {
            "any": Q(),
            "marks": ~Q(marks=[]),
            "source": Q(source_changed_at__isnull=False),
        }.get(self.value())
        # Among the flagged alone, whose index keeps them in this list's order.
        return queryset.filter(wanted, flagged=True) if wanted is not None else queryset


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", "Mine")]

    def queryset(self, request, queryset):
        if self.value() != "mine":
            return queryset
        own = queryset.model._default_manager.order_by().filter(created_by=request.user)
        return queryset.filter(pk__in=own.values("pk"))


class ArticleList(admin.ModelAdmin):
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
    search_fields = ["headline"]  # any: get_search_results asks the index
    search_help_text = (
        f"Words of headline, standfirst, body or byline, “a phrase”, -without. Of many, the newest {FEW:,}."
    )

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        asked = request.GET.get("p", "1")
        page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
        return RollingPaginator(queryset, per_page, orphans, allow_empty_first_page, page=max(page, 1))

    def get_search_results(self, request, queryset, search_term):
        return (queryset.filter(holding(search_term)) if search_term.strip() else queryset), False

    @admin.display(description=UNSEEN_PICTURE)
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
        return briefly(article.live_from)

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, article):
        who = article.head.by_name if article.head else ""
        return format_html("{}<br><small>{}</small>", briefly(article.changed_at), who)


def scheduled_or_over(state: str, now) -> list[int]:
    """Stories that may be scheduled or withdrawn at `now` (UTC), by the public side's indexes of times."""
    rows = PublishedArticle.objects.order_by()
    if state == State.SCHEDULED:
        return list(rows.filter(live_from__gt=now).values_list("article", flat=True).distinct())
    over = rows.filter(live_until__lte=now).values_list("article", flat=True).distinct()
    withdrawn = Article.objects.order_by().filter(status=Status.WITHDRAWN).values_list("pk", flat=True)
    return [*over, *withdrawn]
