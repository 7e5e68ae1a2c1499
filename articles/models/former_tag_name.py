"""What a tag was called: revisions keep the names they were written with, and are never rewritten."""

from django.db import models


class FormerTagName(models.Model):
    name = models.CharField(max_length=100, unique=True)
    tag = models.ForeignKey("taggit.Tag", on_delete=models.CASCADE, related_name="former_names")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
