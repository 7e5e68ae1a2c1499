"""Django looks for the admin here; it lives in the desk."""

import articles.desk.admin  # noqa: F401
