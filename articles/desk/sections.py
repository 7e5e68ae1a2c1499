"""Saving a section: its address and those of the sections inside it move together, and every old one leads to the new."""

from django.db import transaction
from django.urls import reverse

from articles.models import Article, PartnerFeed, PublishedArticle, Section
from articles.models.section import MAX_DEPTH
from articles.publishing.edition import raise_edition
from articles.publishing.listings import relist
from newsroom.redirects.moves import keep_old_addresses

FEEDS = ["feed.rss", "feed.atom", "feed.json"]


@transaction.atomic
def save_section(section: Section) -> None:
    """Save a new or changed section with all that follows: the addresses inside it, redirects, listings, the edition."""
    before = Section.objects.filter(pk=section.pk).first()
    section.save()
    if before:
        moves = {before.path: section.path} | _move_children(section)
        _keep_addresses({old: new for old, new in moves.items() if old != new})
        left, entered = _around(before), _around(section)
        relist(section.pk, out_of=left - entered, into=entered - left)
    raise_edition()


def _around(section: Section) -> set[int]:
    """The numbers of the sections it lies in."""
    parent = section.parent
    return {parent.pk} | _around(parent) if parent else set()


def depth_below(section: Section) -> int:
    """How many levels of sections lie inside: 0 for none."""
    if section.pk is None:
        return 0
    return max((1 + depth_below(child) for child in section.children.all()), default=0)


def too_deep(section: Section, parent: Section | None) -> bool:
    """Whether the section and those inside it would nest too deep under `parent`."""
    levels = len(parent.path.split("/")) if parent else 0
    return levels + 1 + depth_below(section) > MAX_DEPTH


def why_kept(section: Section) -> str:
    """Why a section cannot be deleted, in words for an editor; "" when it can."""
    reasons = []
    drafts = Article.objects.filter(section=section).count()
    if drafts:
        reasons.append(f"{_count(drafts, 'article lies', 'articles lie')} in it.")
    elif PublishedArticle.objects.filter(section=section).exists():
        reasons.append("Stories that were published in it are on record.")
    children = section.children.count()
    if children:
        reasons.append(f"{_count(children, 'section lies', 'sections lie')} inside it.")
    if PartnerFeed.objects.filter(section=section).exists():
        reasons.append("A partner’s feed brings its stories here.")
    return " ".join(reasons)


def _move_children(parent: Section) -> dict[str, str]:
    moves = {}
    for child in parent.children.all():
        old = child.path
        child.parent = parent
        child.save(update_fields=["path"])
        moves[old] = child.path
        moves |= _move_children(child)
    return moves


def _keep_addresses(moves: dict[str, str]) -> None:
    """Redirects for the pages and their feeds. Paths come without outer slashes."""
    pages = {_address(old): _address(new) for old, new in moves.items()}
    feeds = {old + feed: new + feed for old, new in pages.items() for feed in FEEDS}
    if pages:
        keep_old_addresses(pages | feeds)


def _address(path: str) -> str:
    return f"{reverse('site:front')}{path}/"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
