"""The first pass over a WordPress export: is it whole, and who and what do its posts refer to?"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from articles.importing.base import ImportedAuthor, ImportedImage, ImportedSection, ImportedTag
from articles.importing.spool import Seen, Spool
from articles.importing.values import clean, line, plain, web_address
from articles.importing.wxr_xml import children, elements, name

GUEST_POST = "guest-author"  # the post type of Co-Authors Plus
DEEPEST_SECTION = 5  # sections above this many are left out of a path


@dataclass
class Category:
    name: str
    slug: str
    parent: str
    description: str


@dataclass
class Survey:
    """What has to be known before the first post is read. Attachments stay on disk, all else is a newsroom's size."""

    site: str = ""
    language: str = ""
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)
    guests: dict[str, ImportedAuthor] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    tags: dict[str, ImportedTag] = field(default_factory=dict)
    attachments: Spool = field(default_factory=Spool)
    numbers_used_twice: set[str] = field(default_factory=set)
    guids_used_twice: set[str] = field(default_factory=set)  # each behind its post's number
    comments: int = 0
    taxonomies: Counter = field(default_factory=Counter)

    @property
    def source(self) -> str:
        return (urlsplit(self.site).hostname or "wordpress") if web_address(self.site) else "wordpress"

    def section(self, slug: str, fallback: str = "") -> ImportedSection | None:
        """The section of a category with those above it; a circle of parents is cut where it closes."""
        above: list[ImportedSection] = []
        seen, category = {slug}, self.categories.get(slug)
        own = category or (Category(fallback, slug, "", "") if fallback else None)
        while category and category.parent not in seen and len(seen) < DEEPEST_SECTION:
            seen.add(category.parent)
            category = self.categories.get(category.parent)
            if category:
                above.insert(
                    0, ImportedSection(category.name, category.slug, description=category.description)
                )
        if own is None:
            return None
        return ImportedSection(own.name, own.slug, description=own.description, parents=tuple(above))

    def image(self, number: str) -> ImportedImage | None:
        said = self.attachments.get(number)
        return ImportedImage(**said) if said else None

    def images_of(self, post: str) -> list[ImportedImage]:
        return [ImportedImage(**said) for said in self.attachments.under(post)]


def survey(stream: BinaryIO) -> Survey:
    """Reads the whole export once. Raises UnreadableInput where it is broken or none."""
    known, seen = Survey(), Seen()
    for element in elements(stream):
        kind = name(element)
        if kind == "item":
            _note_item(known, seen, element)
        elif kind == "wp:author":
            _note_author(known, children(element))
        elif kind in {"wp:category", "wp:tag", "wp:term"}:
            _note_term(known, children(element))
        elif kind in {"wp:base_blog_url", "wp:base_site_url", "link"}:
            known.site = (
                known.site or line(element.text or "") if kind == "link" else line(element.text or "")
            )
        elif kind == "language":
            known.language = line(element.text or "")
    return known


def _note_author(known: Survey, said: dict[str, str]) -> None:
    login = line(said.get("wp:author_login", ""))
    first, last = plain(said.get("wp:author_first_name", "")), plain(said.get("wp:author_last_name", ""))
    whole = plain(said.get("wp:author_display_name", "")) or f"{first} {last}".strip() or login
    if whole:
        known.authors[login or whole] = ImportedAuthor(
            whole,
            sort_name=f"{last}, {first}" if first and last and whole == f"{first} {last}" else "",
            login=login,
            email=line(said.get("wp:author_email", "")),
        )


def _note_term(known: Survey, said: dict[str, str]) -> None:
    """<wp:category> and <wp:tag> of all versions, and <wp:term>, which newer ones write for every taxonomy."""
    taxonomy = line(said.get("wp:term_taxonomy", ""))
    slug = slug_of(
        said.get("wp:category_nicename") or said.get("wp:tag_slug") or said.get("wp:term_slug") or ""
    )
    about = plain(said.get("wp:category_description") or said.get("wp:term_description") or "")
    if "wp:cat_name" in said or taxonomy == "category":
        label = plain(said.get("wp:cat_name") or said.get("wp:term_name") or "") or slug
        parent = slug_of(said.get("wp:category_parent") or said.get("wp:term_parent") or "")
        if slug or label:
            known.categories[slug or label] = Category(label, slug, parent, about)
            known.slugs[line(said.get("wp:term_id", ""))] = slug or label
    elif "wp:tag_name" in said or taxonomy == "post_tag":
        label = plain(said.get("wp:tag_name") or said.get("wp:term_name") or "") or slug
        if label:
            known.tags[slug or label] = ImportedTag(label, slug)
    elif taxonomy and taxonomy not in {"nav_menu", "post_format", "author"}:
        known.taxonomies[taxonomy] += 1


def _note_item(known: Survey, seen: Seen, item) -> None:
    said = children(item)
    number, kind = line(said.get("wp:post_id", "")), line(said.get("wp:post_type", ""))
    if number and seen.first(number)[0]:
        known.numbers_used_twice.add(number)
    named = f"{number}:{line(said.get('guid', ''))}"
    if number and seen.first(named)[0]:
        known.guids_used_twice.add(named)
    if kind == "attachment":
        _note_attachment(known, number, said, meta(item))
    elif kind == GUEST_POST:
        _note_guest(known, said, meta(item))
    known.comments += sum(1 for child in item if name(child) == "wp:comment")


def _note_attachment(known: Survey, number: str, said: dict[str, str], more: dict[str, str]) -> None:
    image = attached_image(said, more)
    if image:
        image = replace(image, source=known.source, source_id=number)
        known.attachments.put(number, vars(image), line(said.get("wp:post_parent", "")))


def attached_image(said: dict[str, str], more: dict[str, str]) -> ImportedImage | None:
    """The picture that an item's attachment address names; None where it is none (a sound, a PDF)."""
    address = web_address(said.get("wp:attachment_url", "")) or web_address(said.get("guid", ""))
    file = line(more.get("_wp_attached_file", ""))
    if not (address or file).lower().split("?")[0].endswith(PICTURES):
        return None
    return ImportedImage(
        file=file,
        url=address,
        title=plain(said.get("title", "")),
        caption=plain(said.get("excerpt:encoded", "")),
        alt=plain(more.get("_wp_attachment_image_alt", "")),
        credit=plain(more.get("_media_credit") or more.get("_navis_media_credit") or ""),
        credit_url=web_address(more.get("_media_credit_url", "")),
    )


PICTURES = (".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".heic")


def _note_guest(known: Survey, said: dict[str, str], more: dict[str, str]) -> None:
    whole = plain(more.get("cap-display_name") or said.get("title", ""))
    login = line(more.get("cap-user_login", "")) or slug_of(said.get("wp:post_name", "")).removeprefix("cap-")
    first, last = plain(more.get("cap-first_name", "")), plain(more.get("cap-last_name", ""))
    if whole and login:
        known.guests[login] = ImportedAuthor(
            whole,
            sort_name=f"{last}, {first}" if first and last and whole == f"{first} {last}" else "",
            slug=login,
            email=line(more.get("cap-user_email", "")),
            website=web_address(more.get("cap-website", "")),
            bio=clean(more.get("cap-description", "")).strip(),
        )


def meta(item) -> dict[str, str]:
    """The custom fields of a post."""
    pairs = (children(child) for child in item if name(child) == "wp:postmeta")
    return {line(pair.get("wp:meta_key", "")): pair.get("wp:meta_value", "") for pair in pairs}


def slug_of(text: str) -> str:
    """WordPress keeps slugs of other scripts percent-encoded."""
    return line(unquote(text))
