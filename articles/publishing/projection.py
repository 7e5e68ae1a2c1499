"""From a publication and its revision's content to the rows readers see: a pure function, so a rebuild is identical."""

from datetime import datetime
from itertools import pairwise

from django.conf import settings

from articles.models import LedgerEntry, Publication, PublishedArticle
from articles.publishing.pictures import figure_html, public_picture
from articles.publishing.references import References, image_numbers
from authors.models import Author, CanonicalPolicy, Partner
from newsroom.lib.html import excerpt, plain_text, replace_figures, sanitise
from newsroom.lib.html_addresses import web_link
from newsroom.lib.text import word_count

TEASER_WORDS = 20
MOST_SEGMENTS = 1000
KEPT_OF_THE_WITHDRAWN = (
    "publication_id article_id revision_id path headline section_id partner_id published_at updated_at significance kind language"
).split()


def project(publication: Publication, content: dict, references: References) -> list[PublishedArticle]:
    """The unsaved rows of one publication, in order of time: one, and one more for each moment inside it at which
    the rights of one of its pictures end. An expired picture is then nowhere, because no row in force has it."""
    if publication.withdrawn:
        return [_tombstone(publication, content, references)]
    body = sanitise(content["body"], own_hosts=own_hosts())
    text = plain_text(body)
    shared = _shared(publication, content, references) | {
        "teaser": excerpt(content["standfirst"] or text, TEASER_WORDS),
        "standfirst": content["standfirst"],
        "word_count": word_count(text),
    }
    bounds = stretches(publication, content, references)
    return [
        PublishedArticle(
            id=publication.pk * MOST_SEGMENTS + segment,
            live_from=begin,
            live_until=end,
            **shared,
            **pictures_at(body, content, references, begin),
        )
        for segment, (begin, end) in enumerate(pairwise(bounds))
    ]


def _shared(publication: Publication, content: dict, references: References) -> dict:
    """The fields that are the same in every segment."""
    partner = references.partners.get(content["partner"])
    source_url = web_link(content["source_url"])
    line = references.ancestry(content["section"])
    return {
        "publication_id": publication.pk,
        "article_id": publication.article_id,
        "revision_id": publication.revision_id,
        "path": publication.path,
        "headline": content["headline"],
        "section_id": line[0].pk if line else None,
        "partner_id": partner.pk if partner else None,
        "published_at": publication.published_at,
        "updated_at": publication.updated_at,
        "significance": publication.significance,
        "change_note": publication.change_note,
        "kind": content["kind"],
        "language": content["language"],
        "bylines": [printed_byline(printed, references) for printed in content["bylines"]],
        "tags": _tags(content["tags"], references),
        "corrections": content["corrections"],
        "partner_credit": partner_line(partner, source_url) if partner else {},
        **_canonical(partner, source_url),
    }


def _tags(names: list[str], references: References) -> list[dict]:
    """The tags as they are called today, each once: two of a revision's may have become one."""
    return list(
        {
            references.tags[name]["slug"]: references.tags[name] for name in names if name in references.tags
        }.values()
    )


def _tombstone(publication: Publication, content: dict, references: References) -> PublishedArticle:
    """What stands where a withdrawn story was: its headline and the reason, none of its words."""
    shared = _shared(publication, content, references)
    kept = {name: shared[name] for name in shared if name in KEPT_OF_THE_WITHDRAWN}
    return PublishedArticle(
        id=publication.pk * MOST_SEGMENTS,
        live_from=publication.live_from,
        live_until=publication.live_until,
        withdrawn=True,
        public_reason=publication.public_reason,
        **kept,
    )


def stretches(entry: LedgerEntry, content: dict, references: References) -> list[datetime]:
    """When the entry begins and ends, and between them each moment at which the rights of one of its pictures end."""
    ends = {
        references.images[number].rights_until
        for number in image_numbers(content)
        if number in references.images
    }
    inside = sorted(end for end in ends if end and entry.live_from < end < entry.live_until)
    return [entry.live_from, *inside[: MOST_SEGMENTS - 1], entry.live_until]


def pictures_at(body: str, content: dict, references: References, moment: datetime) -> dict:
    """The gallery and the body with the pictures whose rights reach past `moment`, each with its credit."""
    usable = {number: image for number, image in references.images.items() if image.usable_at(moment)}
    in_body: list[dict] = []

    def figure(number: int, caption: str, alt: str) -> str:
        if number not in usable or not usable[number].renditions:
            return ""
        in_body.append(public_picture(usable[number], caption=plain_text(caption), alt=alt))
        return figure_html(in_body[-1])

    body = replace_figures(body, figure)
    gallery = [
        public_picture(usable[use["image"]], caption=use["caption"], alt=use["alt"])
        for use in content["images"]
        if use["image"] in usable
    ]
    return {"pictures": gallery, "body_pictures": in_body, "body_html": body}


def own_hosts() -> tuple[str, ...]:
    """The hosts whose links are our own."""
    return (settings.SITE_URL.split("://", 1)[1],)


def printed_byline(printed: dict, references: References) -> dict:
    author: Author | None = references.author(printed["author"])
    return {
        "name": printed["name"],
        "role": printed["role"],
        "author": author.pk if author else None,
        "path": references.path_of(author) if author else "",
    }


def partner_line(partner: Partner, source_url: str) -> dict:
    return {
        "text": partner.credit_text,
        "name": partner.name,
        "url": source_url or web_link(partner.url),
        "path": partner.get_absolute_url(),
        "logo": partner.logo.url if partner.logo else "",
    }


def _canonical(partner: Partner | None, source_url: str) -> dict:
    """Which copy search engines list (RFC 6596), as agreed with the partner."""
    if partner is None or partner.canonical_policy == CanonicalPolicy.OURS:
        return {"canonical_url": "", "robots": ""}
    if partner.canonical_policy == CanonicalPolicy.THEIRS:
        return {"canonical_url": source_url, "robots": ""}
    return {"canonical_url": "", "robots": "noindex"}
