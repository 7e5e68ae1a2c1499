"""An immutable snapshot of everything a piece of work says. Nothing edits or deletes one."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class RevisionIsImmutable(TypeError):
    """Somebody tried to change or delete the record of what was written."""


class RevisionQuerySet(models.QuerySet):
    def update(self, **fields):
        raise RevisionIsImmutable("A revision is never edited. Record a new one.")

    def delete(self):
        raise RevisionIsImmutable("A revision is never deleted.")

    def bulk_update(self, *args, **kwargs):
        raise RevisionIsImmutable("A revision is never edited. Record a new one.")


class Snapshot(models.Model):
    """What every revision is. The concrete model names the piece."""

    class Kind(models.TextChoices):
        SAVE = "save", "Saved"
        AUTOSAVE = "autosave", "Saved automatically"
        CONFLICT = "conflict", "Rescued from a conflict"
        IMPORT = "import", "Imported"
        SOURCE = "source", "Arrived from the source"
        RESTORE = "restore", "Restored"

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SAVE)
    content = models.JSONField()
    word_count = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"Revision {self.number}"

    def save(self, **kwargs):
        if self.pk is not None and not kwargs.get("force_insert"):
            raise RevisionIsImmutable("A revision is never edited. Record a new one.")
        super().save(**kwargs)

    def delete(self, using=None, keep_parents=False):
        raise RevisionIsImmutable("A revision is never deleted.")


class Revision(Snapshot):
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]
