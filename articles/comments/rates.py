"""How often one visitor, or one mailbox, may do something. Known by a keyed hash whose random key is made anew each
day (UTC) and thrown away the next: yesterday's hashes can't be told from chance, whether or not they were pruned."""

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from articles.comments.models import DayKey, Tally

NETWORK = 64  # bits: what one household or machine of IPv6 is given (RFC 6177)


@dataclass(frozen=True)
class Limit:
    most: int
    seconds: int


# Many people share an address at a university or an office, so these leave room for some of them.
LIMITS = {
    "post": [Limit(60, 600), Limit(400, 86400)],  # forms sent: previews and comments
    "comment": [Limit(8, 600), Limit(60, 86400)],
    "report": [Limit(20, 3600)],
    "letter": [Limit(3, 3600), Limit(8, 86400)],  # by mailbox: nobody is flooded with our letters
}


def allowed(kind: str, who: str, now: datetime) -> bool:
    """Count one more of this kind for `who` (a visitor's address or a mailbox), and say whether it is within the
    limits. Over them nothing is written: a flood costs a look. `now` is UTC."""
    spans = {}
    for limit in LIMITS[kind]:
        spans[hashed(kind, str(limit.seconds), who, now=now)] = (limit, _begin(now, limit.seconds))
    found = Tally.objects.filter(key__in=spans).values_list("key", "since", "count")
    counts = {key: count for key, since, count in found if since == spans[key][1]}
    if any(counts.get(key, 0) >= limit.most for key, (limit, _) in spans.items()):
        return False
    within = [_count(key, since, limit.most) for key, (limit, since) in spans.items()]
    return all(within)


def seconds_to_wait(kind: str, now: datetime) -> int:
    """When the shortest span of a limit is over, for Retry-After (RFC 9110, 10.2.3)."""
    shortest = min(limit.seconds for limit in LIMITS[kind])
    return shortest - int((now - _begin(now, shortest)).total_seconds())


def _count(key: str, since: datetime, most: int) -> bool:
    """One more, where that is not too many: said in the statement itself, so that many at once get no further."""
    row = Tally.objects.filter(key=key, since=since)
    if row.filter(count__lt=most).update(count=F("count") + 1):
        return True
    try:
        with transaction.atomic():
            Tally.objects.create(key=key, since=since, count=1)
    except IntegrityError:  # it is full, or another process made it between the two
        return bool(row.filter(count__lt=most).update(count=F("count") + 1))
    return True


def _begin(now: datetime, seconds: int) -> datetime:
    """The beginning of the span that `now` is in; spans begin at midnight, as the day's key does."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(seconds=(now - midnight).seconds // seconds * seconds)


def hashed(*parts: str, now: datetime) -> str:
    """A name for a visitor that holds today and can't be traced back tomorrow: 32 letters."""
    text = "\n".join(parts).encode(errors="replace")
    return hashlib.blake2b(text, key=_key_of(now.date()), digest_size=16).hexdigest()


def household(address: str) -> str:
    """The part of an address that one visitor has: an IPv4 address, or the network of an IPv6 one (RFC 4291)."""
    try:
        number = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return str(number.ipv4_mapped)
        return str(ipaddress.ip_network((number, NETWORK), strict=False))
    return str(number)


def forget_before(day: date) -> int:
    """Throw away the keys of earlier days and all counted under them. Answers how many rows went."""
    keys, _ = DayKey.objects.filter(day__lt=day).delete()
    tallies, _ = Tally.objects.filter(since__lt=datetime.combine(day, time.min, tzinfo=UTC)).delete()
    return keys + tallies


def _key_of(day: date) -> bytes:
    """Today's key. Whoever needs the first of a day makes it, and so ends the day before."""
    found = DayKey.objects.filter(day=day).values_list("key", flat=True).first()
    if found is None:
        with transaction.atomic():
            forget_before(day)
            made, _ = DayKey.objects.get_or_create(day=day, defaults={"key": secrets.token_bytes(32)})
        found = made.key
    return bytes(found)
