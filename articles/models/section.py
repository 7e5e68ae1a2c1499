"""A desk's part of the paper: a region or a topic, in a tree whose path is its address."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

# First words of an address that mean something else. Years are taken by articles.
RESERVED = frozenset(
    "admin archive authors beacon comments corrections feed.atom feed.json feed.rss feeds healthz media newsletters "
    "partners publications readyz robots.txt search sitemap sitemap.xml static syndication tags favicon.ico favicon.svg".split()
)
YEAR = re.compile(r"\d{4}")
MAX_DEPTH = 5


class Section(models.Model):
    class Kind(models.TextChoices):
        REGION = "region", "Region"
        TOPIC = "topic", "Topic"

    name = models.CharField(max_length=120)
    slug = models.SlugField("address", max_length=120, allow_unicode=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TOPIC)
    path = models.CharField(max_length=500, unique=True, editable=False)
    description = models.TextField(
        blank=True, help_text="One or two sentences, shown at the head of the section’s page."
    )
    position = models.PositiveSmallIntegerField(
        default=100, help_text="Order in the navigation; equal numbers go by name."
    )
    in_navigation = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("site:section", args=[self.path])

    def clean(self):
        self.path = self.proposed_path()
        first = self.path.split("/")[0].lower()
        if first in RESERVED or YEAR.fullmatch(first) or first.startswith("sitemap"):
            raise ValidationError(
                {"slug": f"“{first}” is a reserved word: it is the address of another page."}
            )
        if len(self.path.split("/")) > MAX_DEPTH:
            raise ValidationError({"parent": f"Sections nest at most {MAX_DEPTH} deep."})
        taken = Section.objects.filter(path=self.path).exclude(pk=self.pk).first()
        if taken:
            raise ValidationError({"slug": f"The address /{self.path}/ belongs to the section “{taken}”."})

    def save(self, **kwargs):
        self.path = self.proposed_path()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "path"}
        super().save(**kwargs)

    def proposed_path(self) -> str:
        """The address that the parents and the slug give, without outer slashes. Raises ValidationError on a circle."""
        section: Section | None = self
        slugs, seen = [], set()
        while section is not None:
            if section.pk is not None and section.pk in seen:
                raise ValidationError({"parent": "A section cannot lie inside itself."})
            seen.add(section.pk)
            slugs.append(section.slug)
            section = section.parent
        return "/".join(reversed(slugs))


class RegionManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(kind=Section.Kind.REGION)

    def create(self, **fields):
        return super().create(**{"kind": Section.Kind.REGION, **fields})


class Region(Section):
    """The sections that are parts of the world, with an admin of their own."""

    objects: ClassVar[models.Manager] = RegionManager()

    class Meta:
        proxy = True
