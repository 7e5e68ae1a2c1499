"""Structured data (schema.org, as JSON-LD) for machines that read pages: stories, people, sections, the site."""

import json

from django.conf import settings

from articles.models.published import PublishedArticle
from articles.models.section import Section
from articles.site.chrome import Chrome
from articles.site.frame import absolute
from articles.site.moments import as_moment, machine_readable
from authors.models import Author
from newsroom.lib.html_addresses import web_link
from newsroom.masthead.models import Link, Masthead

CONTEXT = "https://schema.org"
# Which property a byline's role answers; all others are contributors.
PROPERTIES = {"text": "author", "interview": "author", "translation": "translator", "editing": "editor"}
# "<" could end the script element it stands in, and the two separators end a line of JavaScript.
_SAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script(data: dict) -> str:
    """The data as JSON that may stand inside a script element."""
    return json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False).translate(_SAFE)


def story(row: PublishedArticle, authors: list[Author], frame: Chrome) -> dict:
    """A NewsArticle. `authors` are those of the byline who have a page."""
    data = {
        "@type": "NewsArticle",
        "@id": absolute(row.path),
        "url": absolute(row.path),
        "mainEntityOfPage": row.canonical_url or absolute(row.path),
        "headline": row.headline,
        "description": row.standfirst or row.teaser,
        "datePublished": machine_readable(row.published_at),
        "dateModified": machine_readable(row.updated_at or row.published_at),
        "inLanguage": row.language or settings.LANGUAGE_CODE,
        "wordCount": row.word_count,
        "articleSection": row.section.name if row.section else "",
        "keywords": [tag["name"] for tag in row.tags],
        "image": [picture(shown) for shown in row.pictures + row.body_pictures if shown["src"]],
        "publisher": organization(frame.masthead),
        "correction": [_correction(note) for note in row.corrections],
        "isAccessibleForFree": True,
        **people(row, authors),
        **partner(row),
    }
    return filled(data)


def picture(shown: dict) -> dict:
    """An ImageObject with who is credited and what may be done with it."""
    data = {
        "@type": "ImageObject",
        "url": absolute(shown["src"]),
        "width": shown["width"],
        "height": shown["height"],
        "caption": shown["caption"],
        "creditText": shown["credit"],
        "creator": {"@type": "Person", "name": shown["creator"]} if shown["creator"] else None,
        "copyrightNotice": shown["holder"],
        "license": shown["licence"] if shown["licence"].startswith(("http://", "https://")) else "",
    }
    return filled(data)


def organization(masthead: Masthead) -> dict:
    """Who publishes: a NewsMediaOrganization with the policies that it has put down."""
    policies = {
        link.schema_property: absolute(link.url) for link in masthead.policy_links if link.schema_property
    }
    if masthead.corrections_policy:
        policies.setdefault("correctionsPolicy", absolute("/corrections/"))
    principles = [
        link.url for link in masthead.policy_links if link.kind in (Link.Kind.ETHICS, Link.Kind.ABOUT)
    ]
    data = {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#publisher"),
        "name": masthead.publisher,
        "url": absolute("/"),
        "description": masthead.description,
        "sameAs": [link.url for link in masthead.social_links],
        "publishingPrinciples": absolute(principles[0]) if principles else "",
        "logo": _logo(masthead),
        **policies,
    }
    return filled(data)


def profile(author: Author) -> dict:
    """A ProfilePage about one of our authors."""
    return {"@type": "ProfilePage", "url": absolute(author.get_absolute_url()), "mainEntity": person(author)}


def person(author: Author) -> dict:
    data = {
        "@type": "Person",
        "@id": absolute(author.get_absolute_url()),
        "name": author.name,
        "url": absolute(author.get_absolute_url()),
        "jobTitle": author.title,
        "affiliation": {"@type": "Organization", "name": author.affiliation} if author.affiliation else None,
        "description": author.bio,
        "image": absolute(author.portrait.url) if author.portrait else "",
        "sameAs": same_as(author),
    }
    return filled(data)


def same_as(author: Author) -> list[str]:
    """Other addresses that are about the same person."""
    orcid = f"https://orcid.org/{author.orcid}" if author.orcid else ""
    return [address for address in (orcid, web_link(author.website)) if address]


def section(found: Section, frame: Chrome) -> dict:
    """A CollectionPage and the way to it."""
    line = frame.sections.line_to(found)
    steps = [("/", frame.masthead.name), *((step.get_absolute_url(), step.name) for step in line)]
    address = absolute(found.get_absolute_url())
    page = {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": found.name,
        "description": found.description,
        "isPartOf": {"@type": "WebSite", "@id": absolute("/#site")},
    }
    trail = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
        for number, (path, name) in enumerate(steps, 1)
    ]
    return {"@graph": [filled(page), {"@type": "BreadcrumbList", "itemListElement": trail}]}


def site(masthead: Masthead) -> dict:
    """The WebSite and who publishes it."""
    data = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": masthead.name,
        "description": masthead.description or masthead.tagline,
        "publisher": organization(masthead),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute("/search/") + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return filled(data)


def people(row, authors: list[Author]) -> dict:
    """Who is credited for what in a row's bylines. `authors` are those who have a page."""
    known = {author.pk: author for author in authors}
    credited: dict[str, list[dict]] = {}
    for line in row.bylines:
        who = {"@type": "Person", "name": line["name"]}
        if line["author"] in known:
            author = known[line["author"]]
            who |= {"url": absolute(author.get_absolute_url()), "sameAs": same_as(author)}
        credited.setdefault(PROPERTIES.get(line["role"], "contributor"), []).append(filled(who))
    if "author" not in credited and row.partner_credit:
        credited["author"] = [{"@type": "Organization", "name": row.partner_credit["name"]}]
    return credited


def partner(row) -> dict:
    """Where the story comes from. The credit's address is the partner's own page where the original's is not known."""
    if not row.partner_credit:
        return {}
    home = web_link(row.partner.url) if row.partner else ""
    original = row.canonical_url or row.partner_credit["url"]
    organisation = {"@type": "Organization", "name": row.partner_credit["name"], "url": home}
    return {
        "sourceOrganization": filled(organisation),
        "isBasedOn": original if original != home else "",
    }


def _correction(note: dict) -> dict:
    return {
        "@type": "CorrectionComment",
        "text": note["text"],
        "datePublished": machine_readable(as_moment(note["dated"])),
    }


def _logo(masthead: Masthead) -> dict | None:
    if not masthead.logo:
        return None
    return filled(
        {
            "@type": "ImageObject",
            "url": absolute(masthead.logo.url),
            "width": masthead.logo_width,
            "height": masthead.logo_height,
        }
    )


def filled(data: dict) -> dict:
    """Without what is not known."""
    return {name: value for name, value in data.items() if value not in ("", None, [], 0)}
