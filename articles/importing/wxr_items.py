"""One <item> of a WordPress export as a record: a post as an article, the rest named and left."""

from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from articles.importing import values
from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportedSection,
    ImportFailure,
    Record,
    Skipped,
    Status,
)
from articles.importing.body_images import located
from articles.importing.values import line, plain
from articles.importing.wordpress_markup import body_html
from articles.importing.wxr_comments import comments_of
from articles.importing.wxr_survey import GUEST_POST, Survey, attached_image, meta, slug_of
from articles.importing.wxr_xml import children, name

NO_SECTION = {"uncategorized", "uncategorised", ""}
PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")
STATUSES = {
    "publish": (Status.PUBLISHED, ""),
    "future": (Status.PUBLISHED, ""),
    "draft": (Status.DRAFT, ""),
    "pending": (Status.IN_REVIEW, ""),
    "private": (Status.DRAFT, "It is private at its source; it was kept as a draft."),
    "inherit": (
        Status.DRAFT,
        "It has the status “inherit” and nothing to inherit from; it was kept as a draft.",
    ),
}
Terms = dict[str, list[tuple[str, str]]]  # taxonomy: (slug, name) of each
WORKINGS = {"revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block", "wp_template",
            "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"}  # fmt: skip


def record_of(
    item, known: Survey, *, source: str, zone: tzinfo = UTC, post_types: frozenset[str] = frozenset({"post"})
) -> Record:
    """The article, picture, skip or failure that an item is."""
    said = children(item)
    number = line(said.get("wp:post_id", ""))
    label = f"{line(said.get('wp:post_type', '')) or 'post'} {number or plain(said.get('title', ''))[:60]}".strip()
    skipped = _why_skipped(said, post_types)
    if skipped:
        return Skipped(label, skipped)
    if line(said.get("wp:post_type", "")) == "attachment":
        image = known.image(number)
        return (
            replace(image, source=source)
            if image
            else Skipped(label, "An attachment that is no picture is not imported.")
        )
    try:
        return _article(item, said, known, source=source, zone=zone, label=label)
    except ValueError as error:
        return ImportFailure(label, str(error))


def _why_skipped(said: dict[str, str], post_types: frozenset[str]) -> str:
    kind, status = line(said.get("wp:post_type", "")), line(said.get("wp:status", ""))
    if kind in WORKINGS:
        return "WordPress’s own workings are not imported."
    if kind == "nav_menu_item":
        return "A menu entry is no article."
    if kind == GUEST_POST:
        return "A guest author’s record was read as an author."
    if kind == "page" and kind not in post_types:
        return "A page is no article."
    if kind and kind != "attachment" and kind not in post_types:
        return f"Posts of the type “{kind}” are not imported."
    if status in {"trash", "auto-draft"}:
        return "It is in the trash." if status == "trash" else "It is an automatic draft that nobody saved."
    return ""


def _article(
    item, said: dict[str, str], known: Survey, *, source: str, zone: tzinfo, label: str
) -> ImportedArticle:
    number, more = line(said.get("wp:post_id", "")), meta(item)
    terms = _terms(item)
    status, warnings = _status(said)
    section, other_names = _section(terms, more, known)
    bylines = _bylines(terms, said, known)
    body, pictures = _body(said.get("content:encoded", ""), number, known)
    headline = plain(said.get("title", ""))
    comments, left = comments_of(item) if known.comments else ((), ())
    if not headline and not body:
        raise ValueError("It has neither a headline nor a body.")
    return ImportedArticle(
        source=source,
        source_id=_source_id(number, said, known),
        headline=headline,
        body_html=body,
        status=status,
        published_at=_date(said, zone),
        changed_at=_gmt(said.get("wp:post_modified_gmt", "")),
        section=section,
        tags=tuple(dict.fromkeys([*_tags(terms), *other_names])),
        bylines=bylines,
        standfirst=plain(said.get("excerpt:encoded", "")),
        slug=slug_of(said.get("wp:post_name", "")),
        path=values.path_of(said.get("link", "")) if status == Status.PUBLISHED else "",
        lead_image=_lead_image(said, more, known, source, number),
        body_images=tuple(replace(image, source=source if image.source_id else "") for image in pictures),
        language=known.language,
        item=label,
        warnings=warnings + left,
        comments=comments,
    )


def _source_id(number: str, said: dict[str, str], known: Survey) -> str:
    """The post's number. Where two items share one, the permanent guid beside it tells them apart, and where they
    share that too, as in an export put together by hand, the headline."""
    guid = line(said.get("guid", ""))
    if number and number not in known.numbers_used_twice:
        return number
    if number and f"{number}:{guid}" in known.guids_used_twice:
        guid = f"{guid}:{plain(said.get('title', ''))}"
    found = f"{number}:{guid}" if number and guid else number or guid or line(said.get("link", ""))
    if not found:
        raise ValueError("It has neither a post_id nor a guid by which a second import could know it.")
    return found[:500]


def _status(said: dict[str, str]) -> tuple[Status, tuple[str, ...]]:
    """What was not public there does not become public here."""
    text = line(said.get("wp:status", ""))
    if line(said.get("wp:post_password", "")):
        return Status.DRAFT, ("It is protected by a password at its source; it was kept as a draft.",)
    status, warning = STATUSES.get(text, (Status.DRAFT, f"Its status is “{text}”; it was kept as a draft."))
    return status, (warning,) if warning else ()


def _date(said: dict[str, str], zone: tzinfo) -> datetime | None:
    """The date in UTC; drafts have zeros there, and then the local date or the feed's counts, or there is none."""
    found = _gmt(said.get("wp:post_date_gmt", "")) or _gmt(said.get("wp:post_date", ""), zone)
    return found or _gmt(said.get("pubDate", ""))


def _gmt(text: str, zone: tzinfo = UTC) -> datetime | None:
    if not line(text) or "0000-00-00" in text or "-0001" in text:
        return None
    return values.moment(text, zone)


def _terms(item) -> Terms:
    """WXR 1.0 repeats each term without a slug; the one with it counts."""
    found: Terms = {}
    for child in item:
        if name(child) == "category":
            taxonomy, label = child.get("domain", "category"), plain(child.text or "")
            slug = slug_of(child.get("nicename", ""))
            if label or slug:
                found.setdefault(taxonomy, []).append((slug, label or slug))
    for taxonomy, terms in found.items():
        named = {label for slug, label in terms if slug}
        found[taxonomy] = list(dict.fromkeys(term for term in terms if term[0] or term[1] not in named))
    return found


def _tags(terms: Terms) -> list[str]:
    """WXR 1.0 calls the taxonomy "tag", later ones "post_tag"."""
    return [label for _, label in terms.get("post_tag", []) + terms.get("tag", [])]


def _section(terms: Terms, more: dict[str, str], known: Survey) -> tuple[ImportedSection | None, list[str]]:
    """One section: the one marked as primary, else the first that is not above another. The other categories are
    kept as tags, so that nothing a reader could click is lost."""
    tagged = set(_tags(terms))
    named = (
        (slug or label, known.section(slug or label, label))
        for slug, label in terms.get("category", [])
        if (slug or label).casefold() not in NO_SECTION and not (not slug and label in tagged)
    )
    found = {slug: section for slug, section in named if section is not None}
    above = {parent.slug for section in found.values() for parent in section.parents}
    primary = next((known.slugs.get(line(more.get(key, ""))) for key in PRIMARY if more.get(key)), None)
    chosen = primary if primary in found else next((slug for slug in found if slug not in above), None)
    section = found.get(chosen) if chosen else None
    line_up = {chosen} | ({parent.slug for parent in section.parents} if section else set())
    return section, [each.name for slug, each in found.items() if slug not in line_up]


def _bylines(terms: Terms, said: dict[str, str], known: Survey) -> tuple[ImportedByline, ...]:
    """The co-authors in their order (Co-Authors Plus), else the account that the post was filed under."""
    found = []
    for slug, label in terms.get("author", []):
        key = slug.removeprefix("cap-")
        guest = known.guests.get(key) or known.guests.get(label)
        account = known.authors.get(key) or known.authors.get(label)
        author = guest or (replace(account, login="", slug=key) if account else None)
        found.append(ImportedByline(author.name if author else label, author=author))
    if found:
        return tuple(found)
    login = line(said.get("dc:creator", "")) or line(said.get("wp:author", ""))
    author = known.authors.get(login) or ImportedAuthor(plain(login), login=login)  # WXR 1.0 lists no authors
    return (ImportedByline(author.name, author=author),) if login else ()


def _body(content: str, number: str, known: Survey) -> tuple[str, tuple[ImportedImage, ...]]:
    def gallery(numbers: list[str]) -> list[ImportedImage]:
        return list(filter(None, map(known.image, numbers))) if numbers else known.images_of(number)

    return located(body_html(values.clean(content), gallery), known.image)


def _lead_image(said: dict, more: dict, known: Survey, source: str, number: str) -> ImportedImage | None:
    """The featured image; a post that carries an attachment address of its own is illustrated by that."""
    image = known.image(line(more.get("_thumbnail_id", "")))
    if image:
        return replace(image, source=source)
    own = attached_image({key: said[key] for key in said if key == "wp:attachment_url"}, more)
    return replace(own, source=source, source_id=f"{number}:attachment") if own else None
