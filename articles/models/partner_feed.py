"""A partner's feed that is polled for stories, and what happened the last time."""

from django.db import models


class PartnerFeed(models.Model):
    partner = models.ForeignKey("authors.Partner", on_delete=models.CASCADE, related_name="feeds")
    url = models.URLField("address", max_length=500, unique=True, help_text="RSS, Atom or JSON Feed.")
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where arrivals go.",
    )
    active = models.BooleanField("poll it", default=True)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    polled_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["partner__name", "url"]

    def __str__(self):
        return self.url
