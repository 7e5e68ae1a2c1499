from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The project itself, so that its system checks are found."""

    name = "newsroom"
    label = "newsroom"

    def ready(self) -> None:
        from newsroom import checks  # noqa: F401, PLC0415  checks may be registered only when apps are loaded
