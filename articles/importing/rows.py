"""One article from named fields: a row of CSV or an object of JSON, in the shape that docs/importing.md lists."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import lru_cache

from articles.importing import values
from articles.importing.base import (
    ImportedArticle,
    ImportedAuthor,
    ImportedByline,
    ImportedImage,
    ImportedSection,
    Status,
)
from articles.importing.paragraphs import paragraphs
from authors.bylines import role_named

ALIASES = {  # other names under which spreadsheets and exports hold our fields
    "id": "source_id",
    "title": "headline",
    "subject": "headline",
    "subtitle": "standfirst",
    "excerpt": "standfirst",
    "summary": "standfirst",
    "description": "standfirst",
    "body": "body_html",
    "content": "body_html",
    "html": "body_html",
    "text": "body_html",
    "author": "byline_text",
    "authors": "byline_text",
    "byline": "byline_text",
    "creator": "byline_text",
    "date": "published_at",
    "published": "published_at",
    "published_date": "published_at",
    "publish_date": "published_at",
    "pubdate": "published_at",
    "post_date": "published_at",
    "updated_at": "changed_at",
    "updated": "changed_at",
    "modified": "changed_at",
    "category": "section",
    "keywords": "tags",
    "url": "path",
    "link": "path",
    "permalink": "path",
    "image": "lead_image",
    "featured_image": "lead_image",
    "state": "status",
    "is_published": "status",
    "post_id": "source_id",
}
FIELDS = frozenset(
    [
        "source",
        "source_id",
        "headline",
        "body_html",
        "status",
        "published_at",
        "changed_at",
        "section",
        "section_kind",
        "tags",
        "bylines",
        "byline_text",
        "standfirst",
        "slug",
        "path",
        "lead_image",
        "images",
        "partner",
        "canonical_url",
        "language",
        "kind",
    ]
)
IMAGE_FIELDS = frozenset(ImportedImage.__dataclass_fields__)
AUTHOR_FIELDS = frozenset(ImportedAuthor.__dataclass_fields__) - {"name", "login"}
CREDIT_KINDS = {"credit", "source", "courtesy", "photograph", "illustration"}
KINDS = {"news", "analysis", "opinion", "interview", "report"}
_LIST = re.compile(r"\s*[,;|]\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_FLAT_IMAGE = re.compile(r"(?:lead_|featured_)?image[._](\w+)")


@lru_cache(maxsize=1000)  # asked of each cell of a file
def known_field(name: str) -> str:
    """Our name of a column or key ("Title" is headline, "image_credit" is lead_image.credit), or "" for none of ours."""
    name = re.sub(r"[\s-]+", "_", name.strip().casefold())
    name = ALIASES.get(name, name)
    if name in FIELDS:
        return name
    flat = _FLAT_IMAGE.fullmatch(name)
    return f"lead_image.{flat[1]}" if flat and flat[1] in IMAGE_FIELDS else ""


def article_of(fields: Mapping, *, item: str, source: str, zone: tzinfo = UTC) -> ImportedArticle:
    """The article these fields describe, under our names. Raises ValueError, in plain words, for what cannot be one."""
    warnings: list[str] = []
    text = {name: _text(fields.get(name), name) for name in FIELDS - NESTED}
    section = _section(fields.get("section"), text["section_kind"], warnings)
    bylines, byline_text = _bylines(fields.get("bylines"), text["byline_text"], warnings)
    article = ImportedArticle(
        source=text["source"] or source,
        source_id=text["source_id"],
        headline=text["headline"],
        body_html=_body(fields.get("body_html")),
        status=_status(text["status"], warnings),
        published_at=values.moment(fields.get("published_at"), zone),
        changed_at=values.moment(fields.get("changed_at"), zone),
        section=section,
        tags=tuple(dict.fromkeys(_words(fields.get("tags"), "tags"))),
        bylines=bylines,
        byline_text=byline_text,
        standfirst=text["standfirst"],
        slug=text["slug"],
        path=values.path_of(text["path"]),
        lead_image=_lead_image(fields, warnings),
        images=tuple(
            filter(None, (_image(each, warnings) for each in _list(fields.get("images"), "images")))
        ),
        partner=text["partner"],
        canonical_url=values.web_address(text["canonical_url"]),
        language=text["language"],
        kind=_one_of(KINDS, text["kind"].casefold(), "kind of work", warnings),
        item=item,
        warnings=tuple(warnings),
    )
    return _identified(article)


NESTED = {"body_html", "published_at", "changed_at", "section", "tags", "bylines", "lead_image", "images"}
NO_ID = "It has no source_id; a second import knows it by its address, or by headline and date."


def _identified(article: ImportedArticle) -> ImportedArticle:
    if not article.headline and not values.clean(article.body_html).strip():
        raise ValueError("It has neither a headline nor a body.")
    if article.source_id:
        return article
    by_headline = (
        f"{article.published_at:%Y-%m-%dT%H:%M} {article.headline}"
        if article.published_at
        else article.headline
    )
    known_by = article.path or article.slug or by_headline
    if not known_by:
        raise ValueError("It has no source_id, address or headline by which a second import could know it.")
    return replace(article, source_id=known_by[:500], warnings=(*article.warnings, NO_ID))


def _text(value, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return values.line(str(value))
    raise ValueError(f"Its {name} should be text, not {_sort_of(value)}.")


def _sort_of(value) -> str:
    return (
        "a list"
        if isinstance(value, list)
        else "an object"
        if isinstance(value, dict)
        else type(value).__name__
    )


def _body(value) -> str:
    """HTML as it is; plain text with its paragraphs marked."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"Its body_html should be text, not {_sort_of(value)}.")
    body = values.clean(value).strip()
    return body if _TAG.search(body) else paragraphs(body, escape=True)


def _status(text: str, warnings: list[str]) -> Status:
    """What an archive calls private, and what nobody knows, stays a draft: nothing becomes public by mistake."""
    status = values.STATUSES.get(text.casefold())
    if status is None:
        warnings.append(
            f"Its status is “{text}”; it was kept as a draft."
            if text
            else "It has no status; it was kept as a draft."
        )
        return Status.DRAFT
    return status


def _section(value, kind: str, warnings: list[str]) -> ImportedSection | None:
    """A name, a path "Asia > East Asia", a list of names from the top, or an object with name, slug, kind, parents."""
    if isinstance(value, dict):
        above = tuple(
            filter(None, (_section(each, "", warnings) for each in _list(value.get("parents"), "parents")))
        )
        name = _text(value.get("name"), "section's name")
        slug, kind = (
            _text(value.get("slug"), "section's slug"),
            _text(value.get("kind"), "section's kind") or kind,
        )
        about = _text(value.get("description"), "section's description")
    else:
        names = (
            [_text(each, "section") for each in value]
            if isinstance(value, list)
            else _text(value, "section").split(" > ")
        )
        names = [name.strip() for name in names if name.strip()]
        above, name, slug, about = tuple(map(ImportedSection, names[:-1])), names[-1] if names else "", "", ""
    kind = _one_of({"region", "topic"}, kind.casefold(), "kind of section", warnings)
    return ImportedSection(name or slug, slug, kind, about, above) if name or slug else None


def _bylines(value, text: str, warnings: list[str]) -> tuple[tuple[ImportedByline, ...], str]:
    """A list of names or objects; a plain text is a byline as printed, to be parsed."""
    if isinstance(value, str):
        return (), text or values.line(value)
    return tuple(filter(None, (_byline(each, warnings) for each in _list(value, "bylines")))), text


def _byline(value, warnings: list[str]) -> ImportedByline | None:
    if not isinstance(value, dict):
        name = _text(value, "byline")
        return ImportedByline(name, author=ImportedAuthor(name)) if name else None
    name = _text(value.get("name"), "byline's name")
    role = role_named(_text(value.get("role"), "byline's role") or "text")
    if not role:
        warnings.append(f"The role “{value['role']}” is not known; the byline was kept as one for the text.")
    about = {field: _text(value.get(field), field) for field in AUTHOR_FIELDS}
    return ImportedByline(name, role or "text", ImportedAuthor(name, **about)) if name else None


def _lead_image(fields: Mapping, warnings: list[str]) -> ImportedImage | None:
    whole = fields.get("lead_image")
    flat = {name.partition(".")[2]: value for name, value in fields.items() if name.startswith("lead_image.")}
    if flat and not isinstance(whole, dict):
        whole = flat | ({"file": whole} if whole else {})
    return _image(whole, warnings)


def _image(value, warnings: list[str]) -> ImportedImage | None:
    """A file name, a web address, or an object with the fields of ImportedImage."""
    if not value:
        return None
    given = value if isinstance(value, dict) else {"file": value}
    said = {name: _text(given.get(name), f"image's {name}") for name in IMAGE_FIELDS}
    if said["file"] and values.web_address(said["file"]):
        said["url"], said["file"] = said["url"] or said["file"], ""
    said["url"], said["credit_url"] = values.web_address(said["url"]), values.web_address(said["credit_url"])
    said["credit_kind"] = _one_of(CREDIT_KINDS, said["credit_kind"].casefold(), "kind of credit", warnings)
    image = ImportedImage(**said)
    return None if image == ImportedImage(credit_kind=image.credit_kind) else image


def _one_of(allowed: set[str], value: str, what: str, warnings: list[str]) -> str:
    if value and value not in allowed:
        warnings.append(f"“{value}” is no {what} of ours ({', '.join(sorted(allowed))}); it was left out.")
        return ""
    return value


def _list(value, name: str) -> list:
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return _LIST.split(value)
    if isinstance(value, list | tuple):
        return list(value)
    raise ValueError(f"Its {name} should be a list, not {_sort_of(value)}.")


def _words(value, name: str) -> list[str]:
    return [word for word in (_text(each, name) for each in _list(value, name)) if word]
