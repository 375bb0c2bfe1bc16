"""Health checks: who asks, and what counts as unwell."""

import datetime
import json
import time

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone

from hub.messaging.models import Message
from hub.platform import health, nudges
from hub.platform.menus import health_of_the_portal
from hub.platform.models import SweepRun


def test_live_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz/live")
    assert (response.status_code, json.loads(response.content)) == (200, {"status": "ok"})


def test_ready_reports_database_migrations_and_redis(client, db):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "database": "ok", "migrations": "ok", "redis": "ok"},
    )


def test_ready_is_answered_with_redis_gone(client, db, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["redis"]) == (200, "ConnectionError")


def test_ready_is_503_while_a_migration_waits(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'platform'")
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["status"]) == (503, "unavailable")


def test_health_checks_are_kept_by_nobody(client, db):
    assert "no-store" in client.get("/healthz/ready")["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready", "/healthz/full"])
def test_health_checks_take_no_post(client, manager, path):
    client.force_login(manager)
    assert client.post(path).status_code == 405


def test_the_full_page_is_for_managers_and_administrators(client, manager, officer):
    client.force_login(manager)
    seen = client.get("/healthz/full")
    client.force_login(officer)
    assert (seen.status_code, client.get("/healthz/full").status_code) == (200, 403)


def test_beat_is_unwell_when_it_has_not_run_for_ten_minutes(db):
    SweepRun.objects.create(name="late", started_at=timezone.now() - datetime.timedelta(minutes=11))
    assert health.beat() == health.Finding("beat", False, "ran 11 minutes ago")


def test_a_sweep_that_failed_is_named(db):
    SweepRun.objects.create(
        name="broken", started_at=timezone.now(), failed=True, said="failed: KeyError"
    )
    assert [finding.part for finding in health.sweeps()] == ["sweep broken"]


def test_work_that_waits_too_long_is_named(db):
    due = timezone.now() - datetime.timedelta(minutes=30)
    Message.objects.create(to="somebody@people.example", subject="S", text="T", next_attempt_at=due)
    assert health.Finding("waiting messages", False, "the oldest was due 30 minutes ago") in (
        health.queues()
    )


def test_a_manager_is_told_when_the_portal_stands_still(manager):
    SweepRun.objects.create(name="late", started_at=timezone.now() - datetime.timedelta(minutes=11))
    assert health_of_the_portal(manager).url == "/healthz/full"


def test_nobody_is_told_of_a_portal_that_is_well(manager):
    SweepRun.objects.create(name="fine", started_at=timezone.now())
    assert health_of_the_portal(manager) is None


def test_officers_are_not_told_of_what_they_cannot_mend(officer):
    SweepRun.objects.create(name="broken", started_at=timezone.now(), failed=True)
    assert health_of_the_portal(officer) is None


def test_every_part_says_what_its_figure_means(db):
    SweepRun.objects.create(name="broken", started_at=timezone.now(), failed=True)
    parts = {finding.part: finding.meaning for finding in health.everything()}
    assert [part for part, meaning in parts.items() if not meaning] == []
    assert {"workers soon", "workers heavy", "nudges soon", "size of the database"} <= set(parts)


def test_a_queue_that_no_worker_serves_needs_a_look(db):
    assert health.workers()[:2] == [
        health.Finding("workers soon", False, "0 at work"),
        health.Finding("workers heavy", False, "0 at work"),
    ]


def test_workers_are_not_waited_for_while_the_broker_is_away(client, manager, monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    nudges.broker.cache_clear()
    client.force_login(manager)
    began = time.monotonic()
    page = client.get("/healthz/full").content.decode()
    nudges.broker.cache_clear()
    assert ("cannot be asked: OperationalError" in page, time.monotonic() - began < 3) == (
        True,
        True,
    )
