"""An organisation whose stories we carry, or that carries ours, and what was agreed with it."""

import secrets

from django.db import models
from django.urls import reverse


class CanonicalPolicy(models.TextChoices):
    """Which copy of a shared story search engines are told to list (RFC 6596)."""

    THEIRS = "theirs", "Theirs: our page names the partner’s page as the original"
    OURS = "ours", "Ours: our page is the original"
    NONE = "none", "None: our page asks not to be listed"


def new_token() -> str:
    """A token nobody guesses: 32 characters that are safe in an address."""
    return secrets.token_urlsafe(24)


class Partner(models.Model):
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField("address", max_length=200, unique=True, allow_unicode=True)
    url = models.URLField("website", blank=True)
    logo = models.ImageField(upload_to="partners/", blank=True)
    description = models.TextField(blank=True)
    credit_wording = models.CharField(
        max_length=200,
        default="From our partner {name}",
        help_text="{name} becomes the partner’s name, linked to its website.",
    )
    canonical_policy = models.CharField(
        max_length=10, choices=CanonicalPolicy, default=CanonicalPolicy.THEIRS
    )
    agreement_from = models.DateField(null=True, blank=True)
    agreement_until = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, help_text="For the newsroom only.")

    goes_live = models.BooleanField(
        "goes live at once",
        default=False,
        help_text="What arrives is published without review, where the agreement says so.",
    )
    may_republish = models.BooleanField("may republish our stories", default=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    window_days = models.PositiveSmallIntegerField(
        "window (days)", default=30, help_text="How far back its feed reaches."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="partner_agreement_ends_after_it_begins",
                condition=models.Q(agreement_from__isnull=True)
                | models.Q(agreement_until__isnull=True)
                | models.Q(agreement_until__gte=models.F("agreement_from")),
                violation_error_message="The agreement ends before it begins.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("site:partner", args=[self.slug])

    @property
    def credit_text(self) -> str:
        return self.credit_wording.replace("{name}", self.name)
