"""What an import remembers on disk goes with it, whoever tidies up."""

from threading import Thread

from articles.importing.spool import Seen


def test_another_thread_may_be_the_one_that_tidies_up():
    kept = [Seen()]
    kept[0].first("a")

    collector = Thread(target=kept.clear)
    collector.start()
    collector.join()

    assert kept == []  # what a finaliser raises fails the test by itself
