"""What a publication is called on its page."""

from django.db import models


class ReportKind(models.TextChoices):
    REPORT = "report", "Report"
    SPECIAL_ISSUE = "special_issue", "Special issue"
    ISSUE = "issue", "Issue of a series"
    BRIEFING = "briefing", "Briefing paper"
    YEARBOOK = "yearbook", "Yearbook"
