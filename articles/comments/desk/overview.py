"""Comments in a few numbers: on the desk's first page, and above a story's form."""

from django.db.models import Count, Q

from articles.comments.desk.filters import REPORTED, counts, reported
from articles.comments.desk.forms import SwitchForm
from articles.comments.desk.moderation import MODERATE
from articles.comments.models import Comment, State, Thread
from articles.models import Article


def waiting_for(user) -> dict:
    """How many comments wait and how many are reported; nothing for those who don't moderate. Two queries."""
    if not user.has_perm(MODERATE):
        return {}
    found = counts()
    return {"may": True, "waiting": found.get(State.WAITING, 0), "reported": found[REPORTED]}


def story_comments(user, article: Article) -> dict | None:
    """What stands under a story, and its switch. Two queries."""
    if article.pk is None or not user.has_perm(MODERATE):
        return None
    numbers = Comment.objects.filter(thread=article.pk).aggregate(
        shown=Count("pk", filter=Q(shown=True, state=State.APPROVED)),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        reported=Count("pk", filter=reported()),
    )
    switch = Thread.objects.filter(pk=article.pk).values_list("switch", flat=True).first() or ""
    return numbers | {"article": article, "form": SwitchForm(initial={"switch": switch})}
