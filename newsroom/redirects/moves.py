"""Writing redirects: an address that worked keeps working, in one step, and never in a circle."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db import transaction

from newsroom.redirects.models import Redirect
from newsroom.redirects.paths import old_path_from, one_spelling, refuse_unusable_target

AT_ONCE = 400  # SQLite takes 999 values in one statement at the least


def keep_old_address(*, old_path: str, new_path: str, permanent: bool = True) -> None:
    """Lead old_path, and whatever already led to it, straight to new_path, where a page lives now.

    Raises ValueError, with words fit for a person, where one of the two can't be an address.
    """
    keep_old_addresses({old_path: new_path}, permanent=permanent)


@transaction.atomic
def keep_old_addresses(moves: Mapping[str, str], *, permanent: bool = True) -> None:
    """Many moves made at the same moment ({old: new}), in a few statements for each few hundred.

    A path that is somebody's new address is a living page, so it leads nowhere, even if another page left it.
    Raises ValueError before anything is written.
    """
    clean = {old_path_from(old): one_spelling(new) for old, new in moves.items()}
    for new in clean.values():
        refuse_unusable_target(new)
    alive = set(clean.values())
    for some in _in_parts(alive):
        Redirect.objects.filter(old_path__in=some).delete()
    leading = {old: new for old, new in clean.items() if old not in alive}
    for part in _in_parts(leading):
        _straighten({old: leading[old] for old in part})
        Redirect.objects.bulk_create(
            [Redirect(old_path=old, new_path=leading[old], permanent=permanent) for old in part],
            update_conflicts=True,
            unique_fields=["old_path"],
            update_fields=["new_path", "permanent"],
        )


def _straighten(moves: Mapping[str, str]) -> None:
    """Lead what led to an address that moved to where it is now, so that no reader is sent twice."""
    earlier = list(Redirect.objects.filter(new_path__in=moves))
    for redirect in earlier:
        redirect.new_path = moves[redirect.new_path]
    Redirect.objects.bulk_update(earlier, ["new_path"], batch_size=AT_ONCE)


def _in_parts(paths: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(paths))
    while part := list(islice(rest, AT_ONCE)):
        yield part
