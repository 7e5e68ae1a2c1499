"""A picture of the library at the desk: where it is used, why it is kept, and what saving it changes in public."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, ArticleImage, Image, PictureUse, PublishedArticle
from articles.publishing.rebuild import show_anew

SHOWN = 20  # of each kind on the picture's page
SHOWN_TO_READERS = frozenset(
    "alt caption credit_kind credit credit_url photographer holder licence rights_until may_syndicate focal_x focal_y".split()
)


def working_copies(image: Image):
    """Articles whose working copy has the picture, as one of theirs or in the body."""
    return Article.objects.filter(
        Q(pictures__image=image) | Q(body__contains=f'data-image="{image.pk}"')
    ).distinct()


def attached_to(image: Image):
    """Articles that have the picture as one of theirs: found by an index, bodies unread."""
    return Article.objects.filter(pictures__image=image)


def live_pages(image: Image):
    """The pages readers see the picture on now."""
    uses = PictureUse.objects.filter(image=image).values("publication")
    return PublishedArticle.objects.live(timezone.now()).filter(publication__in=uses).defer("body_html")


def with_use_count(images):
    """Each picture with `use_count`: on how many working copies it is, one of theirs."""
    counts = ArticleImage.objects.filter(image=OuterRef("pk")).order_by().values("image")
    return images.annotate(
        use_count=Coalesce(Subquery(counts.annotate(number=Count("pk")).values("number")), 0)
    )


def why_kept(image: Image) -> str:
    """Why the picture cannot be deleted, in words for an editor; "" when it can."""
    public = PictureUse.objects.filter(image=image).values("publication__article").distinct().count()
    if public:
        return f"{_stories(public)} that readers can read, could read or soon will shows it, and the record is kept."
    drafts = working_copies(image)
    number = drafts.count()
    if not number:
        return ""
    names = "; ".join(f"“{article}”" for article in drafts[:3])
    return f"{_stories(number)} has it: {names}{' …' if number > 3 else ''}. Take it out there first."


def _stories(number: int) -> str:
    return "One story" if number == 1 else f"Each of {number:,} stories"


@transaction.atomic
def save_description(image: Image, changed) -> None:
    """Save a picture; where readers see what changed, their pages change in the same moment."""
    image.save()
    if SHOWN_TO_READERS & set(changed):
        show_anew(image)


@transaction.atomic
def delete_with_files(image: Image) -> None:
    """Delete a picture nobody uses; once that is certain its files go too, the original with the place it knows."""
    names = [name for name in [image.file.name, *(made["name"] for made in image.renditions)] if name]
    twin = Image.objects.exclude(sha256="").exclude(pk=image.pk).filter(sha256=image.sha256).exists()
    image.delete()
    if not twin:
        transaction.on_commit(partial(_delete_files, names))


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
