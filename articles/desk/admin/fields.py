"""Form fields as all of the desk's admins have them."""

from django.db import models

# An address typed without its scheme is taken as https; so will Django's own fields from 6.0 on.
SECURE_ADDRESSES = {models.URLField: {"assume_scheme": "https"}}
