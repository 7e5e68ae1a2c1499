"""How often a publication was downloaded on one day. No reader is in it: no cookie, no address."""

from django.db import models


class DownloadCount(models.Model):
    report_id = models.BigIntegerField()
    day = models.DateField(help_text="In the site’s time zone.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report_id", "day"], name="download_count_once")]

    def __str__(self):
        return f"{self.report_id} on {self.day}: {self.count}"
