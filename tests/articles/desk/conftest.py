from tests.newsroom.lib.conftest import corpora

__all__ = ["corpora"]
