from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "articles.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Reports and special issues"

    def ready(self):
        """The rest of the newsroom knows nothing of publications but what is registered here."""
        from articles.reports import registration  # noqa: PLC0415  models have to be loaded first

        registration.register()
