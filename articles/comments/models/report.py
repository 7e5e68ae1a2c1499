"""A reader's complaint about a comment."""

from django.db import models
from django.utils import timezone


class Report(models.Model):
    """`reporter` is a keyed hash whose key is forgotten within a day: one voice an address, and nobody to find later."""

    class Why(models.TextChoices):
        ABUSE = "abuse", "It insults or threatens somebody"
        SPAM = "spam", "It advertises something"
        FALSE = "false", "It states what is false or can do harm"
        PRIVATE = "private", "It gives away something private"
        OTHER = "other", "Something else"

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="reports")
    why = models.CharField(max_length=10, choices=Why)
    reporter = models.CharField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "reporter"], name="report_once")]

    def __str__(self):
        return self.get_why_display()
