"""A picture with its rights. Wherever it is shown, its credit is shown with it."""

from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class CreditKind(models.TextChoices):
    """How the credit line begins in print."""

    CREDIT = "credit", "Image credit: …"
    SOURCE = "source", "Source: …"
    COURTESY = "courtesy", "Courtesy of …"
    PHOTOGRAPH = "photograph", "Photograph: …"
    ILLUSTRATION = "illustration", "Illustration: …"


PREFIX = {
    CreditKind.CREDIT: "Image credit: ",
    CreditKind.SOURCE: "Source: ",
    CreditKind.COURTESY: "Courtesy of ",
    CreditKind.PHOTOGRAPH: "Photograph: ",
    CreditKind.ILLUSTRATION: "Illustration: ",
}
FRACTION = [MinValueValidator(0), MaxValueValidator(1)]


class Image(models.Model):
    file = models.ImageField(upload_to="images/%Y/%m/", max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True, help_text="For finding it in the library.")
    alt = models.TextField(
        "text alternative", blank=True, help_text="What someone who cannot see the picture needs to know."
    )
    caption = models.TextField(blank=True)
    credit_kind = models.CharField(max_length=20, choices=CreditKind, default=CreditKind.CREDIT)
    credit = models.CharField(
        max_length=300, blank=True, help_text="Who is credited, as printed after the words above."
    )
    credit_url = models.URLField("source’s address", max_length=500, blank=True)
    photographer = models.CharField(max_length=200, blank=True)
    holder = models.CharField("rights holder", max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    rights_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="From this moment the picture is no longer shown anywhere. Empty: no end.",
    )
    may_syndicate = models.BooleanField("may go to partners", default=True)
    focal_x = models.FloatField(default=0.5, validators=FRACTION)
    focal_y = models.FloatField(default=0.5, validators=FRACTION)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    metadata = models.JSONField(default=dict, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    source = models.CharField(max_length=200, blank=True, editable=False)
    source_id = models.CharField(max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="image_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="image_source_once"
            ),
            models.CheckConstraint(
                name="image_focal_point_inside",
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                violation_error_message="The focal point lies outside the picture.",
            ),
        ]

    def __str__(self):
        return self.title or self.alt[:80] or f"Picture {self.pk}"

    @property
    def credit_line(self) -> str:
        """The credit as it is printed, or "" when nobody is credited yet."""
        who = self.credit or " / ".join(filter(None, dict.fromkeys([self.photographer, self.holder])))
        return f"{PREFIX[CreditKind(self.credit_kind)]}{who}" if who else ""

    def thumbnail_url(self) -> str:
        """The address of the smallest rendition, or "" for a picture whose file is missing."""
        smallest = min(self.renditions, key=lambda made: made["width"], default=None)
        return default_storage.url(smallest["name"]) if smallest else ""

    def usable_at(self, moment) -> bool:
        """Whether the picture's rights reach this moment."""
        return self.rights_until is None or moment < self.rights_until
