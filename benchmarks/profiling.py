"""Where the time goes: `python -m benchmarks.profiling SIZE WHAT`, WHAT being a place of benchmarks.places, or "publish",
"build" or "list". In this process, page cache off. The figures under the profiler are shares, not times."""

import cProfile
import os
import pstats
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
os.environ["BENCH_CACHE"] = "off"

from benchmarks.run import DATA, DEEP, environment


def main() -> None:
    size, what = int(sys.argv[1]), sys.argv[2]
    os.environ.update(environment(f"{size}.sqlite3"))
    os.environ["ALLOWED_HOSTS"] = "127.0.0.1,testserver"
    if what == "build":
        os.environ["DATABASE_URL"] = f"sqlite:///{(DATA / 'profile.sqlite3').resolve()}"
        for leftover in Path(DATA).glob("profile.sqlite3*"):
            leftover.unlink()
    import django

    django.setup()
    deed = {"publish": _publish, "build": lambda: _build, "list": _list}.get(what, lambda: _page(what))()
    _profile(deed, 1 if what == "build" else 30)


def _page(name: str):
    from django.test import Client

    from benchmarks.places import places

    address = places(DEEP)[name]
    client = Client()
    return lambda: client.get(address)


def _list():
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(
        User.objects.get(username="bench"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return lambda: client.get("/admin/articles/article/")


def _publish():
    from articles.models import Article, Revision
    from articles.publishing.door import publish

    articles = iter(Article.objects.order_by("pk")[:80])

    def one():
        publish(Revision.objects.get(pk=next(articles).head_id))

    return one


def _build():
    from benchmarks.building import build

    build(500)


def _profile(deed, times: int) -> None:
    if times > 1:
        deed()
        deed()
    begin = time.process_time()
    if times > 1:
        for _ in range(times):
            deed()
        print(f"{(time.process_time() - begin) / times * 1000:.2f} ms of CPU each, without the profiler")
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(times):
        deed()
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
