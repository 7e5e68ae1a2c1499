"""What is attached to a working copy in order: who is credited, and which pictures go with it."""

from django.db import models


class Role(models.TextChoices):
    TEXT = "text", "Words"
    PHOTOGRAPHS = "photographs", "Photographs"
    ILLUSTRATION = "illustration", "Illustration"
    TRANSLATION = "translation", "Translation"
    EDITING = "editing", "Editing"
    REPORTING = "reporting", "Additional reporting"
    INTERVIEW = "interview", "Interview"
    DATA = "data", "Data"


class PrintedName(models.Model):
    """The name of an author as printed, which no later rename or merge rewrites. The concrete model names the author and
    the piece."""

    role = models.CharField(max_length=20, choices=Role, default=Role.TEXT)
    name = models.CharField(
        "as printed", max_length=200, blank=True, help_text="Empty: the author’s name today."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        author = self.author  # type: ignore[attr-defined]  # the concrete model's
        if not self.name and author:
            self.name = author.name
        super().save(**kwargs)


class Byline(PrintedName):
    """One author's place on one article."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "authors.Author",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bylines",
        help_text="Empty: a name without a page of its own.",
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_author_once",
                violation_error_message="This author is already credited for that.",
            ),
            models.CheckConstraint(
                name="byline_names_somebody",
                condition=~models.Q(name=""),
                violation_error_message="A byline needs an author or a name.",
            ),
        ]


class ArticleImage(models.Model):
    """A picture's place on an article. The first is the lead picture; the others follow the body."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="uses")
    caption = models.TextField(blank=True, help_text="For this use. Empty: the picture’s own caption.")
    alt = models.TextField(
        "text alternative", blank=True, help_text="For this use. Empty: the picture’s own."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "picture"
        constraints = [models.UniqueConstraint(fields=["article", "image"], name="article_image_once")]

    def __str__(self):
        return str(self.image)


class Correction(models.Model):
    """What was wrong and what is right, told to readers on the article and on the corrections page."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        EDITORS_NOTE = "editors_note", "Editor’s note"
        RETRACTION = "retraction", "Retraction"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField()
    dated = models.DateTimeField(help_text="When it was made, as readers see it.")

    class Meta:
        ordering = ["dated", "id"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"
