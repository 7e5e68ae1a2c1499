"""The desk's admin, a module for each thing on it."""

import articles.desk.admin.authors
import articles.desk.admin.branding
import articles.desk.admin.images
import articles.desk.admin.masthead
import articles.desk.admin.partners
import articles.desk.admin.redirects
import articles.desk.admin.sections
import articles.desk.admin.tags  # noqa: F401
