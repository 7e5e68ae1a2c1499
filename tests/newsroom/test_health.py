import json

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from newsroom import health

request = RequestFactory()


def away(*args, **named):
    raise OperationalError("could not connect to 10.1.2.3 as newsroom")


def test_a_living_process_says_so_without_asking_anyone(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = health.alive(request.get("/healthz"))

    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer["Cache-Control"]


def test_a_site_whose_parts_answer_is_ready(db):
    answer = health.ready(request.get("/readyz"))

    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"database": "answers", "cache": "answers"},
    )


def test_a_database_that_is_away_is_named_and_the_reason_stays_in_the_log(db, monkeypatch, caplog):
    monkeypatch.setattr(health.log.parent, "propagate", True)
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", away)
        answer = health.ready(request.get("/readyz"))

    assert answer.status_code == 503
    assert json.loads(answer.content) == {"database": "does not answer", "cache": "answers"}
    assert b"10.1.2.3" not in answer.content
    assert "could not connect to 10.1.2.3" in caplog.text


@pytest.mark.parametrize("fault", ["raises", "forgets"])
def test_a_cache_that_does_not_work_is_named(db, monkeypatch, fault):
    with monkeypatch.context() as broken:
        broken.setattr(health.cache, "get", away if fault == "raises" else lambda key: None)
        answer = health.ready(request.get("/readyz"))

    assert answer.status_code == 503
    assert json.loads(answer.content) == {"database": "answers", "cache": "does not answer"}


def test_nothing_is_sent_to_a_probe(db):
    assert health.alive(request.post("/healthz")).status_code == 405
