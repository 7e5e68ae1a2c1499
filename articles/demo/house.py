"""The newsroom before its first story: masthead, sections, logins, partners, authors."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group, User

from articles.demo import paper, people
from articles.demo.pictures import face
from articles.models import PartnerFeed, Section
from authors.models import Author, Partner
from newsroom.masthead.models import Link, Masthead


def write_masthead() -> None:
    masthead, _ = Masthead.objects.update_or_create(
        pk=1,
        defaults={
            "name": paper.NAME,
            "tagline": paper.TAGLINE,
            "description": paper.DESCRIPTION,
            "security_contact": "security@meridian.example",
            "corrections_policy": paper.CORRECTIONS_POLICY,
            "ethics_policy": paper.ETHICS_POLICY,
        },
    )
    masthead.links.all().delete()
    for position, (label, url, network) in enumerate(paper.SOCIAL):
        Link.objects.create(
            masthead=masthead, place="social", label=label, url=url, network=network, position=position
        )
    for position, (label, url, kind) in enumerate(paper.POLICIES):
        Link.objects.create(
            masthead=masthead, place="policy", label=label, url=url, kind=kind, position=position
        )


def make_sections() -> dict[str, Section]:
    """The tree of sections by path."""
    made: dict[str, Section] = {}
    for position, part in enumerate(paper.SECTIONS):
        above, _, slug = part.path.rpartition("/")
        section = Section(
            name=part.name,
            slug=slug,
            kind=part.kind,
            parent=made.get(above),
            description=part.about,
            position=position,
        )
        section.full_clean()
        section.save()
        made[part.path] = section
    return made


def make_logins(password: str) -> dict[str, User]:
    """A user for each role. One that is there already is left as it is."""
    found: dict[str, User] = {}
    for login in people.LOGINS:
        user = User.objects.filter(username=login.username).first()
        if user is None:
            user = User(
                username=login.username,
                first_name=login.first,
                last_name=login.last,
                email=f"{login.username}@meridian.example",
                is_staff=True,
                is_superuser=not login.role,
            )
            user.set_password(password)
            user.save()
            if login.role:
                user.groups.add(Group.objects.get(name=login.role))
        found[login.username] = user
    return found


def make_authors(logins: dict[str, User]) -> dict[str, Author]:
    """Everyone with a page, by slug."""
    accounts = {login.author: logins[login.username] for login in people.LOGINS if login.author}
    made: dict[str, Author] = {}
    for person in people.PEOPLE:
        author = Author(
            name=person.name,
            sort_name=person.sort,
            slug=person.slug,
            kind=person.kind,
            title=person.title,
            affiliation=person.affiliation,
            bio=person.bio,
            user=accounts.get(person.slug),
            email=f"{person.slug}@meridian.example" if person.kind == "staff" else "",
        )
        if person.face:
            drawn = face(person.slug, person.face)
            author.portrait_credit = "Illustration: Noor Castellane"
            author.portrait.save(f"{person.slug}.webp", drawn, save=False)
        author.full_clean()
        author.save()
        made[person.slug] = author
    return made


def make_partners(now: datetime, sections: dict[str, Section]) -> dict[str, Partner]:
    """The partners by slug, one of them with a feed of stories. The feed rests: its address leads nowhere."""
    made: dict[str, Partner] = {}
    for house in paper.PARTNERS:
        partner = Partner(
            name=house.name,
            slug=house.slug,
            url=house.url,
            description=house.about,
            credit_wording=house.wording,
            canonical_policy=house.policy,
            agreement_from=(now - timedelta(days=house.since)).date(),
            agreement_until=(now + timedelta(days=house.until)).date() if house.until else None,
            notes=house.notes,
            may_republish=house.republishes,
        )
        partner.full_clean()
        partner.save()
        if house.feed:
            PartnerFeed.objects.create(
                partner=partner, url=house.feed, section=sections["economy/trade"], active=False
            )
        made[house.slug] = partner
    return made
