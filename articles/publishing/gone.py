"""What a revision's content names and is no longer there: an old revision outlives pictures, partners and sections."""

from django.db.models import Model

from articles.models import Image, Section
from authors.models import Author, Partner

KINDS: dict[str, type[Model]] = {"section": Section, "partner": Partner, "image": Image, "author": Author}


def gone_since(content: dict) -> list[str]:
    """What nobody can bring back of it, in words: ["the section", "2 pictures"]. Four queries at most."""
    gone = _gone(content)
    pictures = len(gone["image"])
    names = [line["name"] for line in content["bylines"] if line["author"] in gone["author"]]
    said = [f"the {kind}" for kind in ("section", "partner") if gone[kind]]
    said += [f"{pictures} {'picture' if pictures == 1 else 'pictures'}"] if pictures else []
    return said + [f"the page of {name}" for name in names]


def still_there(content: dict) -> dict:
    """The content without what is gone. Who is credited stays in print: only the page is lost."""
    gone = _gone(content)
    kept = {name: content[name] for name in ("section", "partner") if name in content}
    return (
        content
        | {name: None if number in gone[name] else number for name, number in kept.items()}
        | {
            "images": [use for use in content["images"] if use["image"] not in gone["image"]],
            "bylines": [
                line | {"author": None if line["author"] in gone["author"] else line["author"]}
                for line in content["bylines"]
            ],
        }
    )


def _gone(content: dict) -> dict[str, set[int]]:
    """Numbers of what was deleted since, by what it was."""
    named = {
        "section": {content.get("section")},
        "partner": {content.get("partner")},
        "image": {use["image"] for use in content["images"]},
        "author": {line["author"] for line in content["bylines"]},
    }
    gone = {}
    for kind, numbers in named.items():
        asked = numbers - {None}
        gone[kind] = asked - set(
            KINDS[kind]._default_manager.filter(pk__in=asked).values_list("pk", flat=True)
        )
    return gone
