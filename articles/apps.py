from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Articles and sections"

    def ready(self) -> None:
        post_migrate.connect(fill_search, sender=self)


def fill_search(using: str, plan=(), **_) -> None:
    """Index what was written before there was an index, once its tables are there. A filled one costs nothing."""
    if not any(migration.name.endswith("_search_words") and not backwards for migration, backwards in plan):
        return
    from articles.publishing.rebuild import index_everything  # noqa: PLC0415  models are loaded only now

    index_everything()
