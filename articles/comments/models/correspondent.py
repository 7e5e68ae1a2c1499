"""An address that comments came from. It is the one place where an address stands, and it is never shown to readers."""

from django.core.exceptions import ValidationError
from django.db import models


class Correspondent(models.Model):
    class Standing(models.TextChoices):
        NORMAL = "normal", "As anybody"
        TRUSTED = "trusted", "Trusted: shown without moderation where the section allows it"
        BLOCKED = "blocked", "Blocked: everything goes to spam"

    mail = models.EmailField("address", unique=True, help_text="In small letters.")
    confirmed_at = models.DateTimeField(
        null=True, editable=False, help_text="When somebody opened a letter sent to it and said yes."
    )
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.NORMAL)

    class Meta:
        ordering = ["mail"]
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                name="correspondent_trusted_is_confirmed",
                condition=~models.Q(standing="trusted") | models.Q(confirmed_at__isnull=False),
                violation_error_message="Only an address that was confirmed can be trusted.",
            )
        ]

    def __str__(self):
        return self.mail

    def clean(self):
        if (
            self.trusted and self.confirmed_at is None
        ):  # the admin shows the time, and so leaves the constraint out
            raise ValidationError({"standing": "Only an address that was confirmed can be trusted."})

    @property
    def trusted(self) -> bool:
        return self.standing == self.Standing.TRUSTED

    @property
    def blocked(self) -> bool:
        return self.standing == self.Standing.BLOCKED
