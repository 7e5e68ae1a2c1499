"""A person who is credited: staff or guest, with or without a login."""

from functools import lru_cache

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from newsroom.lib.text import fold

ORCID = RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", "An ORCID iD looks like 0000-0002-1825-0097.")


class Author(models.Model):
    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        GUEST = "guest", "Guest"

    name = models.CharField(
        max_length=200, help_text="As it is printed today. Bylines already printed keep their spelling."
    )
    sort_name = models.CharField(max_length=200, blank=True, help_text="“Silva, Ana”, for lists by name.")
    slug = models.SlugField("address", max_length=200, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GUEST)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="login",
    )
    title = models.CharField(max_length=200, blank=True, help_text="“Professor of international law”.")
    affiliation = models.CharField(max_length=200, blank=True)
    bio = models.TextField(
        "biography", blank=True, help_text="Plain text; an empty line starts a new paragraph."
    )
    portrait = models.ImageField(upload_to="portraits/", blank=True)
    portrait_credit = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True, help_text="For the newsroom only; never published.")
    website = models.URLField(blank=True)
    orcid = models.CharField("ORCID iD", max_length=19, blank=True, validators=[ORCID])
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["sort_name", "name"]
        indexes = [models.Index(fields=["sort_name", "name"], name="author_by_name")]
        constraints = [
            models.CheckConstraint(
                name="author_not_merged_into_itself",
                condition=~models.Q(merged_into=models.F("id")),
                violation_error_message="An author cannot be merged into the same author.",
            ),
            models.CheckConstraint(
                name="author_portrait_has_credit",
                condition=models.Q(portrait="") | ~models.Q(portrait_credit=""),
                violation_error_message="A portrait needs its credit.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name

    def get_absolute_url(self):
        return _address(self.slug)

    @property
    def bio_paragraphs(self) -> list[str]:
        return [paragraph.strip() for paragraph in self.bio.split("\n\n") if paragraph.strip()]


@lru_cache(maxsize=20_000)  # an import asks for the same few hundred again and again
def _address(slug: str) -> str:
    return reverse("site:author", args=[slug])


class AuthorName(models.Model):
    """Another spelling under which an author is found: a transliteration, a maiden name, a byline of an archive."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "other spelling"
        constraints = [
            models.UniqueConstraint(fields=["author", "folded"], name="author_name_once"),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = fold(self.name)
        super().save(**kwargs)
