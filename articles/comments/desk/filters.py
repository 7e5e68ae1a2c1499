"""What the list of comments can be narrowed to. Without a choice it is the queue: what waits for an editor."""

from django.contrib import admin
from django.db.models import Count, Q

from articles.comments.models import Comment, State
from articles.desk.admin.article_list import SectionFilter

WAITING, REPORTED, ALL = "waiting", "reported", "all"


def waiting() -> Q:
    return Q(state=State.WAITING)


def reported() -> Q:
    """What enough readers complained about, and the desk has not looked at since."""
    return Q(flagged=True)


def counts() -> dict[str, int]:
    """How many comments are in each state, and how many are reported. Two queries, each of an index."""
    found = dict(Comment.objects.order_by().values_list("state").annotate(Count("pk")))
    return found | {REPORTED: Comment.objects.filter(reported()).count()}


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        number = counts()
        choices = [
            (WAITING, "Waiting"),
            (REPORTED, "Reported by readers"),
            *State.choices[2:5],
            State.choices[0],
        ]
        return [(value, f"{label} ({number.get(value, 0):,})") for value, label in choices] + [(ALL, "All")]

    def choices(self, changelist):
        """The first stands for no choice."""
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or WAITING) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        value = self.value() or WAITING
        if value == ALL:
            return queryset
        if value == REPORTED:
            return queryset.filter(reported())
        return queryset.filter(state=value) if value in State.values else queryset


class StorySectionFilter(SectionFilter):
    """By the section of the story as the desk has it."""

    field = "thread__article__section"
