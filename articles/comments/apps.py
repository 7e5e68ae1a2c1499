from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "articles.comments"
    label = "comments"
    verbose_name = "Comments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What the other rooms ask for without knowing of us."""
        from articles.comments import imported  # noqa: PLC0415  models are there only now
        from articles.comments.demo import comment_on_the_demo  # noqa: PLC0415
        from articles.comments.site.part import COMMENTS  # noqa: PLC0415
        from articles.demo import loaded  # noqa: PLC0415
        from articles.importing.companions import accompany  # noqa: PLC0415
        from articles.site.features import register  # noqa: PLC0415

        register(COMMENTS)
        accompany(imported.write)
        loaded.connect(comment_on_the_demo, dispatch_uid="comments")
