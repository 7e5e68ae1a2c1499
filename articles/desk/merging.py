"""Two authors who are one person: the second becomes another spelling of the first. Names as printed stay as printed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import Byline, ListingEntry
from articles.publishing.rebuild import index_author_again, show_anew
from authors.models import Author, AuthorName
from newsroom.lib.text import fold
from newsroom.redirects.moves import keep_old_address


class MergeRefused(ValueError):
    """The two cannot be merged: the message says why, in words for an editor."""


@dataclass(frozen=True)
class Consequences:
    """What a merge would change: bylines of working copies, stories in public, spellings that are added."""

    bylines: int
    stories: int
    spellings: list[str]


def consequences(author: Author, into: Author) -> Consequences:
    """What merging would do, for the page that asks for confirmation. Raises MergeRefused."""
    _refuse(author, into)
    return Consequences(
        bylines=_movable(author, into).count(),
        stories=ListingEntry.objects.filter(list=f"author/{author.pk}")
        .values("article_id")
        .distinct()
        .count(),
        spellings=_new_spellings(author, into),
    )


@transaction.atomic
def merge(author: Author, *, into: Author) -> None:
    """Lead everything that named `author` to `into`: bylines of working copies, public pages, the old address.

    Raises MergeRefused."""
    author, into = (Author.objects.select_for_update().get(pk=one.pk) for one in (author, into))
    _refuse(author, into)
    _movable(author, into).update(author=into)
    for name in _new_spellings(author, into):
        AuthorName.objects.create(author=into, name=name)
    Author.objects.filter(merged_into=author).update(merged_into=into)
    author.merged_into = into
    if author.user_id and not into.user_id:
        login, author.user = author.user, None
        author.save(update_fields=["user"])
        into.user = login
        into.save(update_fields=["user"])
    author.save(update_fields=["merged_into"])
    keep_old_address(old_path=author.get_absolute_url(), new_path=into.get_absolute_url())
    show_anew(author)
    index_author_again(into)


def _refuse(author: Author, into: Author) -> None:
    if author.pk == into.pk:
        raise MergeRefused("That is the same author. Choose another.")
    if author.merged_into:
        raise MergeRefused(f"{author.name} was merged into {author.merged_into.name} already.")
    if into.merged_into:
        raise MergeRefused(f"{into.name} was merged into {into.merged_into.name}: choose that author.")


def _movable(author: Author, into: Author):
    """Bylines that can name the other author: not where both are credited for the same already. Those stay, and lead
    to the same page."""
    both = Byline.objects.filter(author=into, article=OuterRef("article"), role=OuterRef("role"))
    return Byline.objects.filter(~Exists(both), author=author)


def _new_spellings(author: Author, into: Author) -> list[str]:
    known = {fold(into.name), *into.other_names.values_list("folded", flat=True)}
    found = [author.name, *author.other_names.values_list("name", flat=True)]
    return list({fold(name): name for name in reversed(found) if fold(name) not in known}.values())[::-1]
