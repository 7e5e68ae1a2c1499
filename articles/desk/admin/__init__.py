"""The desk in Django's admin: one module for each thing an editor works on, each registered by being imported."""

import articles.desk.admin.articles
import articles.desk.admin.authors
import articles.desk.admin.branding
import articles.desk.admin.images
import articles.desk.admin.masthead
import articles.desk.admin.partners
import articles.desk.admin.pins
import articles.desk.admin.redirects
import articles.desk.admin.sections
import articles.desk.admin.tags  # noqa: F401
