"""How the names under a headline are set: who did what, joined as a sentence would join them."""

from collections.abc import Iterable
from typing import NamedTuple

# The order in which roles are printed, and the words that introduce each.
ROLES = {
    "text": "Words by",
    "interview": "Interview by",
    "additional_reporting": "Additional reporting by",
    "data": "Data by",
    "photographs": "Photographs by",
    "illustration": "Illustration by",
    "translation": "Translated by",
    "editing": "Edited by",
}


class Credited(NamedTuple):
    """One printed name. `joint` is what stands between it and the name before: "", ", " or " and "."""

    joint: str
    name: str
    path: str


class Group(NamedTuple):
    """All who share one role, in the order of the byline."""

    role: str
    words: str
    people: list[Credited]


def groups(bylines: Iterable[dict]) -> list[Group]:
    """The bylines of a published row, one group a role. Writers alone are introduced with a plain "By"."""
    by_role: dict[str, list[dict]] = {}
    for byline in bylines:
        by_role.setdefault(byline["role"], []).append(byline)
    ordered = sorted(by_role, key=lambda role: list(ROLES).index(role) if role in ROLES else len(ROLES))
    if ordered == ["text"]:
        return [Group("text", "By", joined(by_role["text"]))]
    return [
        Group(role, ROLES.get(role, f"{capitalised(role)} by"), joined(by_role[role])) for role in ordered
    ]


def joined(people: list[dict]) -> list[Credited]:
    """A, B and C: the names with what stands before each."""
    last = len(people) - 1
    joints = ["" if at == 0 else " and " if at == last else ", " for at in range(len(people))]
    return [
        Credited(joint, person["name"], person.get("path", ""))
        for joint, person in zip(joints, people, strict=True)
    ]


def capitalised(role: str) -> str:
    return role.replace("_", " ").capitalize()
