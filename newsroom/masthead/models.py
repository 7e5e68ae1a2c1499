from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from newsroom.masthead.addresses import validate_contact, validate_link

THE_ONE = 1
DEFAULT_NAME = "Newsroom"


class Masthead(models.Model):
    """What the site calls itself. There is one row, or none yet: read it with `Masthead.current()`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    name = models.CharField(max_length=120, default=DEFAULT_NAME)
    tagline = models.CharField(max_length=200, blank=True, help_text="A few words under the name.")
    description = models.TextField(
        blank=True, help_text="For search engines, feeds and the foot of each page."
    )
    publisher_name = models.CharField(max_length=200, blank=True, help_text="Empty: the site's name.")
    logo = models.ImageField(
        upload_to="masthead/",
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        max_length=200,
    )
    logo_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    security_contact = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_contact],
        help_text="Where a weakness may be reported: an e-mail or https address, shown in security.txt.",
    )
    corrections_policy = models.TextField(
        blank=True, help_text="Plain paragraphs, shown above the list of corrections."
    )
    ethics_policy = models.TextField(blank=True, help_text="Plain paragraphs: what readers may expect of us.")

    class Meta:
        verbose_name_plural = "masthead"
        constraints = [
            models.CheckConstraint(
                name="masthead_only_one",
                condition=Q(id=THE_ONE),
                violation_error_message="There is one masthead. Change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Self:
        """The masthead with its links, in one query; an unsaved default where nobody has written one.

        Every page starts here, so a missing row must not break one, and three queries would be two too many.
        """
        rows = list(
            cls.objects.filter(pk=THE_ONE)
            .annotate(**{f"link_{name}": F(f"links__{name}") for name in LINK_FIELDS})
            .order_by("links__position", "links__pk")
        )
        masthead = rows[0] if rows else cls()
        masthead._links = [
            Link(masthead=masthead, **{name: getattr(row, f"link_{name}") for name in LINK_FIELDS})
            for row in rows
            if row.link_id is not None
        ]
        return masthead

    @property
    def publisher(self) -> str:
        """Who answers for the site in structured data and feeds."""
        return self.publisher_name or self.name

    @property
    def social_links(self) -> "list[Link]":
        """The places under "Connect with us", in the order given."""
        return [link for link in self._all_links() if link.place == Link.Place.SOCIAL]

    @property
    def policy_links(self) -> "list[Link]":
        """About, contact, ethics, privacy …, in the order given."""
        return [link for link in self._all_links() if link.place == Link.Place.POLICY]

    @property
    def security_contact_uri(self) -> str:
        """The security contact as RFC 9116 wants it, a URI; empty where there is none."""
        is_email = self.security_contact and not self.security_contact.startswith(("https:", "mailto:"))
        return f"mailto:{self.security_contact}" if is_email else self.security_contact

    def _all_links(self) -> "list[Link]":
        if not hasattr(self, "_links"):
            self._links = list(self.links.all())
        return self._links


class Link(models.Model):
    """A link of the masthead. Both kinds share one table, so that a page reads them with the masthead in one query."""

    class Place(models.TextChoices):
        SOCIAL = "social", "Connect with us"
        POLICY = "policy", "Policies and about"

    class Network(models.TextChoices):
        """Which icon stands beside a social link."""

        BLUESKY = "bluesky", "Bluesky"
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        LINKEDIN = "linkedin", "LinkedIn"
        MASTODON = "mastodon", "Mastodon"
        PODCAST = "podcast", "Podcast"
        TELEGRAM = "telegram", "Telegram"
        THREADS = "threads", "Threads"
        WECHAT = "wechat", "WeChat"
        WHATSAPP = "whatsapp", "WhatsApp"
        X = "x", "X"
        YOUTUBE = "youtube", "YouTube"
        OTHER = "other", "Another"

    class Kind(models.TextChoices):
        """What a policy link is, so that structured data can name it (schema.org NewsMediaOrganization)."""

        ABOUT = "about", "About us"
        CONTACT = "contact", "Contact"
        CORRECTIONS = "corrections", "Corrections policy"
        ETHICS = "ethics", "Ethics policy"
        OWNERSHIP = "ownership", "Ownership and funding"
        STAFF = "staff", "Staff"
        VERIFICATION = "verification", "Fact-checking policy"
        PRIVACY = "privacy", "Privacy"
        TERMS = "terms", "Terms of use"
        ACCESSIBILITY = "accessibility", "Accessibility"
        OTHER = "other", "Another"

    masthead = models.ForeignKey(Masthead, on_delete=models.CASCADE, related_name="links")
    place = models.CharField(max_length=10, choices=Place, editable=False)
    label = models.CharField(max_length=60)
    url = models.CharField("address", max_length=500, validators=[validate_link])
    network = models.CharField(max_length=20, choices=Network, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def schema_property(self) -> str:
        """The schema.org property of the publisher that this policy answers; empty where there is none."""
        return SCHEMA_PROPERTIES.get(self.kind, "")


SCHEMA_PROPERTIES: dict[str, str] = {
    Link.Kind.CORRECTIONS: "correctionsPolicy",
    Link.Kind.ETHICS: "ethicsPolicy",
    Link.Kind.OWNERSHIP: "ownershipFundingInfo",
    Link.Kind.STAFF: "masthead",
    Link.Kind.VERIFICATION: "verificationFactCheckingPolicy",
}
LINK_FIELDS = [field.attname for field in Link._meta.concrete_fields if field.name != "masthead"]


class LinksOfOnePlace(models.Manager):
    """Sees and makes only the links of one place."""

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def get_queryset(self):
        return super().get_queryset().filter(place=self.place)


class SocialLink(Link):
    """A place where readers can follow us."""

    objects: ClassVar[models.Manager] = LinksOfOnePlace(Link.Place.SOCIAL)

    class Meta:
        proxy = True

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.place = Link.Place.SOCIAL


class PolicyLink(Link):
    """A page or address that says who we are and how we work."""

    objects: ClassVar[models.Manager] = LinksOfOnePlace(Link.Place.POLICY)

    class Meta:
        proxy = True

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.place = Link.Place.POLICY
