"""What a publication needs, checked all at once and told in plain words. Imports do not come through here: an archive
is taken as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.desk.times import briefly
from articles.models import Image, Role
from articles.publishing.references import References
from authors.models import Partner
from newsroom.lib.html import plain_text, replace_figures


@dataclass(frozen=True)
class Problem:
    """Something missing. `field` is the form's field or inline it belongs to: "headline", "bylines", "pictures" …"""

    field: str
    message: str


def problems(content: dict, moment: datetime, references: References | None = None) -> list[Problem]:
    """Everything that keeps this content (of a revision) from being public at `moment` (UTC); [] when it may be."""
    references = references or References.load([content])
    return [
        *_words(content),
        *_names(content),
        *_section(content, references),
        *of_pictures(content, moment, references),
        *of_partner(references.partners.get(content["partner"]), moment),
    ]


def _words(content: dict) -> Iterator[Problem]:
    if not content["headline"].strip():
        yield Problem("headline", "Give the story a headline.")
    if not content["standfirst"].strip():
        yield Problem("standfirst", "Write the standfirst: the sentence or two under the headline.")
    if not plain_text(content["body"]).strip():
        yield Problem("body", "Write the body: there are no words in it yet.")


def _names(content: dict) -> Iterator[Problem]:
    written = any(line["role"] == Role.TEXT and line["name"].strip() for line in content["bylines"])
    if not written and not content["partner"]:
        yield Problem("bylines", "Say who wrote it: add a byline for the words, or name the partner.")


def _section(content: dict, references: References) -> Iterator[Problem]:
    if content["section"] not in references.sections:
        yield Problem("section", "Choose the section.")


def of_pictures(content: dict, moment: datetime, references: References) -> Iterator[Problem]:
    """What the pictures lack, those of the body included."""
    uses = [("pictures", use["image"], use["alt"]) for use in content["images"]]
    for field, number, alt in [*uses, *_in_body(content["body"])]:
        image = references.images.get(number)
        if image is None:
            yield Problem(field, f"Picture {number} is not in the library any more: take it out.")
        else:
            yield from (Problem(field, message) for message in _picture(image, alt, moment))


def _in_body(body: str) -> list[tuple[str, int, str]]:
    found: list[tuple[str, int, str]] = []

    def note(number: int, _caption: str, alt: str) -> str:
        found.append(("body", number, alt))
        return ""

    replace_figures(body, note)
    return found


def _picture(image: Image, alt: str, moment: datetime) -> Iterator[str]:
    name = f"The picture “{image}”"
    if not image.credit_line:
        yield f"{name} needs a credit: whose is it?"
    if not (alt or image.alt).strip():
        yield f"{name} needs a text alternative for readers who cannot see it."
    if image.rights_until and not image.usable_at(moment):
        yield f"{name} may not be shown then: our rights to it ended on {briefly(image.rights_until)}."
    if not image.renditions:
        yield f"{name} has no file that can be shown: upload it again."


def of_partner(partner: Partner | None, moment: datetime) -> Iterator[Problem]:
    """Whether the agreement covers the day."""
    if partner is None:
        return
    day = timezone.localtime(moment).date()
    if partner.agreement_from and day < partner.agreement_from:
        yield Problem(
            "partner", f"Our agreement with {partner.name} begins only on {partner.agreement_from:%d.%m.%Y}."
        )
    if partner.agreement_until and day > partner.agreement_until:
        yield Problem(
            "partner", f"Our agreement with {partner.name} ended on {partner.agreement_until:%d.%m.%Y}."
        )
