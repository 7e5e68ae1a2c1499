"""The desk's admin, a module for each thing on it."""

import articles.desk.admin.branding
import articles.desk.admin.images  # noqa: F401
