"""What is counted of visitors for a day, without anybody's address."""

from django.db import models


class DayKey(models.Model):
    """The random key of one day (UTC). Once it is gone, nobody can tell whose a hash was, nor make it again."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.day)


class Tally(models.Model):
    """How often something was done since a moment, under a keyed hash of who did it."""

    key = models.CharField(max_length=32)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["since"], name="tally_since")]
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="tally_once")]

    def __str__(self):
        return f"{self.count} since {self.since:%Y-%m-%d %H:%M}"
