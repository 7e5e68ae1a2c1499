"""The demo's stories, read from `stories/`: a head of "name: value" lines, a line of dashes, the body.

A time is how long before the loading it was ("35m", "6h", "12d"), with a plus how long after it ("+6h")."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

STORIES = Path(__file__).parent / "stories"
LIVE, STATES = "live", {"live", "draft", "in_review", "approved", "scheduled"}
_TIME = re.compile(r"(\+?)(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_PICTURE_LINE = re.compile(r"!\[(\w+) (\w+) (\w+) \| (.+?) \| (.*?)\]")
_UPDATE = re.compile(r"^>>> (\S+) (\w+) \| (.+)$", re.MULTILINE)


class BadStory(ValueError):
    """A story file does not say what it must. The message names the file and the line."""


@dataclass(frozen=True)
class Drawn:
    """A picture to draw: which scene in which palette from which seed, and what is said about it."""

    scene: str
    palette: str
    seed: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Credit:
    """One name on a byline: the author's slug, or, for somebody without a page, the name as printed."""

    author: str
    name: str
    role: str


@dataclass(frozen=True)
class Event:
    """Something that happened to a story in public: an update or correction, `ago` before the loading."""

    ago: timedelta
    significance: str
    note: str
    added: str = ""


@dataclass
class Story:
    slug: str
    headline: str
    section: str
    ago: timedelta
    body: str
    standfirst: str = ""
    kind: str = "analysis"
    language: str = ""
    by: list[Credit] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    partner: str = ""
    source: str = ""
    pictures: list[Drawn] = field(default_factory=list)
    in_body: list[Drawn] = field(default_factory=list)
    state: str = LIVE
    pin: int = 0
    reads: int = 0
    events: list[Event] = field(default_factory=list)
    withdrawn: Event | None = None


def stories() -> list[Story]:
    """Every story, the oldest first. Raises BadStory."""
    found = [_read(path) for path in sorted(STORIES.glob("*.txt"))]
    return sorted(found, key=lambda story: (-story.ago, story.slug))


def _read(path: Path) -> Story:
    head, dashes, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not dashes:
        raise BadStory(f"{path.name}: no line of dashes between head and body.")
    fields: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(": ")
        if not colon:
            raise BadStory(f"{path.name}: “{line}” is not “name: value”.")
        fields.setdefault(name, []).append(value.strip())
    try:
        return _story(path.stem, fields, body)
    except (KeyError, ValueError) as error:
        raise BadStory(f"{path.name}: {error}") from error


def _story(slug: str, fields: dict[str, list[str]], body: str) -> Story:
    def one(name: str, default: str = "") -> str:
        return fields.pop(name, [default])[0]

    text, in_body, added = _body(body)
    story = Story(
        slug=slug,
        headline=fields.pop("headline")[0],
        section=fields.pop("section")[0],
        ago=time_ago(fields.pop("when")[0]),
        body=text,
        in_body=in_body,
        standfirst=one("standfirst"),
        kind=one("kind", "analysis"),
        language=one("language"),
        by=[credit for line in fields.pop("by", []) for credit in _credits(line)],
        tags=[tag.strip() for tag in one("tags").split(",") if tag.strip()],
        partner=one("partner"),
        source=one("source"),
        pictures=[_drawn(line) for line in fields.pop("picture", [])],
        state=one("state", LIVE),
        pin=int(one("pin", "0")),
        reads=int(one("reads", "0")),
        events=[*(_event(line) for line in fields.pop("correction", [])), *added],
    )
    if gone := one("withdrawn"):
        ago, reason = _parts(gone, 2)
        story.withdrawn = Event(time_ago(ago), "withdrawal", reason)
    if fields or story.state not in STATES:
        raise ValueError(f"unknown: {', '.join(fields) or story.state}")
    return story


def time_ago(text: str) -> timedelta:
    """ "35m", "6h", "12d": how long ago; "+6h": in six hours, as a negative duration."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is no time such as 35m, 6h, 12d or +6h")
    length = timedelta(**{_UNITS[match[3]]: int(match[2])})
    return -length if match[1] else length


def _credits(line: str) -> list[Credit]:
    """ "ana-silva, ben-ito" (words), "photographs = ana-silva", "editing = Somebody Without A Page"."""
    role, equals, names = line.rpartition("=")
    return [
        Credit("" if " " in name else name, name if " " in name else "", role.strip() if equals else "text")
        for name in (part.strip() for part in names.split(","))
    ]


def _drawn(line: str) -> Drawn:
    what, alt, caption = _parts(line, 3) if line.count("|") > 1 else [*_parts(line, 2), ""]
    scene, palette, seed = what.split()
    return Drawn(scene, palette, seed, alt, caption)


def _event(line: str) -> Event:
    kind, ago, text = _parts(line, 3)
    return Event(time_ago(ago), kind, text)


def _parts(line: str, count: int) -> list[str]:
    parts = [part.strip() for part in line.split("|", count - 1)]
    if len(parts) != count:
        raise ValueError(f"“{line}” needs {count} parts between bars")
    return parts


def _body(body: str) -> tuple[str, list[Drawn], list[Event]]:
    """The first version's text, the pictures in it by number, and what later updates added."""
    in_body: list[Drawn] = []

    def numbered(match: re.Match) -> str:
        in_body.append(Drawn(*match.groups()))
        return f"![{len(in_body) - 1}]"

    first, *rest = _UPDATE.split(_PICTURE_LINE.sub(numbered, body))
    added = [
        Event(time_ago(ago), significance, note, text)
        for ago, significance, note, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
    ]
    return first, in_body, added
