"""The desk's rules: where comments may be written, and phrases that speak against one."""

from django.core.exceptions import ValidationError
from django.db import models

from newsroom.lib.text import fold


class Mode(models.TextChoices):
    OFF = "off", "Off: no comments are written or shown"
    MODERATED = "moderated", "Moderated: an editor approves each before it shows"
    TRUSTED = "trusted", "Moderated, except those of trusted addresses"


class Policy(models.Model):
    """What holds in a section and in all inside it that say nothing else; without a section, in the whole paper."""

    section = models.OneToOneField(
        "articles.Section",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="comment_policy",
        help_text="Empty: the whole paper.",
    )
    mode = models.CharField("comments are", max_length=10, choices=Mode, blank=True)
    closes_after = models.PositiveSmallIntegerField(
        "closed after", null=True, blank=True, help_text="Days since publication; 0: never by age."
    )
    most_links = models.PositiveSmallIntegerField(
        "links", null=True, blank=True, help_text="A comment with more waits for an editor, trusted or not."
    )
    flag_after = models.PositiveSmallIntegerField(
        "flagged after", null=True, blank=True, help_text="Readers’ reports that bring it before the desk."
    )

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["section__path"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(section=None), name="policy_of_the_paper_once"
            )
        ]

    def __str__(self):
        return str(self.section) if self.section else "The whole paper"

    def clean(self):
        others = Policy.objects.filter(section=None).exclude(pk=self.pk)
        if self.section is None and others.exists():
            raise ValidationError("The whole paper has a policy already; change that one.")


class Phrase(models.Model):
    class Verdict(models.TextChoices):
        HOLD = "hold", "Hold it for an editor"
        SPAM = "spam", "Spam"

    text = models.CharField(
        max_length=200,
        unique=True,
        help_text="Whole words, in the text or the name; case and accents count not.",
    )
    verdict = models.CharField(max_length=4, choices=Verdict, default=Verdict.HOLD)

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text

    def clean(self):
        if not fold(self.text):
            raise ValidationError({"text": "It holds no letter."})
