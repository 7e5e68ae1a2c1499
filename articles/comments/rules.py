"""What holds under one story: the policy of the nearest section that has one, the paper's, or what stands here."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from articles.comments.models import Mode, Policy, Thread


@dataclass(frozen=True)
class Rules:
    """`closes_after` are days since publication, 0 for never."""

    mode: str = Mode.MODERATED
    closes_after: int = 30
    most_links: int = 2
    flag_after: int = 3


@dataclass(frozen=True)
class Standing:
    """Whether comments are shown and taken under a story. `closes_at` (UTC) is when its age closes it by itself."""

    shown: bool
    open: bool
    closes_at: datetime | None = None


class Policies:
    """All policies, read once: there are as many as sections at most."""

    def __init__(self, policies: Iterable[Policy]):
        self.by_section = {policy.section_id: policy for policy in policies}
        self.known: dict[tuple[int, ...], Rules] = {}

    @classmethod
    def load(cls) -> "Policies":
        return cls(Policy.objects.all())

    def along(self, line: Iterable[int]) -> Rules:
        """The rules in a section. `line` are the numbers of the sections from the outermost to it."""
        line = tuple(line)
        if line not in self.known:
            self.known[line] = self._along(line)
        return self.known[line]

    def _along(self, line: tuple[int, ...]) -> Rules:
        rules = Rules()
        for number in (None, *line):
            policy = self.by_section.get(number)
            if policy:
                said = {field.name: getattr(policy, field.name) for field in fields(Rules)}
                rules = replace(
                    rules, **{name: value for name, value in said.items() if value not in ("", None)}
                )
        return rules


def standing(rules: Rules, switch: str, published_at: datetime, now: datetime) -> Standing:
    """Both have to allow it, section and story: a story can't open what its section has off. Times are UTC."""
    if rules.mode == Mode.OFF:
        return Standing(shown=False, open=False)
    if switch:
        return Standing(shown=True, open=switch == Thread.Switch.OPEN)
    if not rules.closes_after:
        return Standing(shown=True, open=True)
    closes_at = published_at + timedelta(days=rules.closes_after)
    return Standing(shown=True, open=now < closes_at, closes_at=closes_at)
