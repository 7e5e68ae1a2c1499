from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from articles.site import kept as module
from articles.site.kept import forget_all, kept, key_of


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_all()
    yield
    forget_all()


@dataclass
class Item:
    label: str
    children: list


def test_a_fragment_is_made_once_for_the_same_content():
    made = []

    for _ in range(2):
        text = kept(key_of("card", {"headline": "Harbour"}), lambda: made.append(1) or "<h2>Harbour</h2>")

    assert text == "<h2>Harbour</h2>"
    assert made == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"headline": "A"}, {"headline": "B"}),
        ({"pictures": [{"credit": "A"}]}, {"pictures": [{"credit": "B"}]}),
        (Item("Asia", [Item("Japan", [])]), Item("Asia", [Item("Korea", [])])),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)),
        (Group(pk=1, name="Desk"), Group(pk=1, name="Night desk")),
        (1, "1"),
        (["a", "b"], ["ab"]),
    ],
)
def test_any_difference_in_what_is_shown_is_another_fragment(one, other):
    assert key_of(one) != key_of(other)


def test_a_row_is_told_by_the_rows_loaded_with_it():
    def permission(model):
        return Permission(codename="x", content_type=ContentType(pk=1, model=model))

    assert key_of(permission("article")) == key_of(permission("article"))
    assert key_of(permission("article")) != key_of(permission("author"))


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)

    for number in range(10):
        kept(key_of(number), lambda: "x")

    assert len(module._fragments) <= 3
