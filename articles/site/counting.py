"""Numbers that rise one by one, from several processes at once."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F


def one_more(model: type[models.Model], **bucket: Any) -> None:
    """Raise `count` of the one row that is this bucket, which is made where it is not there."""
    rows = model._default_manager.filter(**bucket)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            model._default_manager.create(**bucket, count=1)
    except IntegrityError:  # another process made it between the two
        rows.update(count=F("count") + 1)
