"""What was learnt from the newsroom's own decisions."""

from django.db import models


class LearntWord(models.Model):
    """In how many comments judged good and judged spam a word stood. The empty word counts the comments themselves."""

    word = models.CharField(max_length=60, unique=True)
    ham = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word
