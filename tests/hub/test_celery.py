"""Celery's settings (security.md): late acknowledgement, limits below the visibility timeout."""

import ast
import inspect

from django.conf import settings

from hub.celery import app
from hub.platform import addresses
from tests.project import python_files


def test_a_killed_worker_loses_no_task():
    conf = app.conf
    assert (
        conf.task_acks_late,
        conf.task_reject_on_worker_lost,
        conf.worker_prefetch_multiplier,
        conf.worker_soft_shutdown_timeout,
    ) == (True, True, 1, 30)


def test_no_task_outlives_the_time_after_which_it_is_given_to_another():
    conf = app.conf
    seen = [
        conf.visibility_timeout,
        conf.broker_transport_options["visibility_timeout"],
        conf.result_backend_transport_options["visibility_timeout"],
    ]
    assert (conf.task_soft_time_limit, conf.task_time_limit, seen) == (240, 300, [3600] * 3)


def test_nothing_is_kept_of_a_task_and_only_json_travels():
    conf = app.conf
    assert (
        conf.task_ignore_result,
        conf.result_backend,
        conf.accept_content,
        conf.task_serializer,
    ) == (True, None, ["json"], "json")


def test_the_broker_is_waited_for_with_a_limit():
    options = app.conf.broker_transport_options
    assert {"socket_timeout", "socket_connect_timeout", "retry_on_timeout"} <= options.keys()


def test_beat_knows_plain_intervals_in_utc_alone():
    schedules = {type(entry["schedule"]) for entry in app.conf.beat_schedule.values()}
    assert (schedules, app.conf.timezone, app.conf.enable_utc) == ({float}, "UTC", True)


def test_what_takes_long_never_stands_before_a_sign_in_code():
    app.finalize()
    app.loader.import_default_modules()
    queues = {
        name: app.amqp.router.route({}, name)["queue"].name
        for name in app.tasks
        if not name.startswith("celery.")
    }
    heavy = {name for name, queue in queues.items() if queue == "heavy"}
    takes_long = {"hub.reporting.tasks.build_run", "hub.reporting.tasks.build_part"}
    takes_long |= {"hub.imports.tasks.work_on_import", "hub.files.tasks.scan_file"}
    takes_long |= {"hub.people.tasks.make_export"}
    takes_long |= {
        f"schools.summaries.tasks.{name}" for name in ("check_address", "make_files", "make_again")
    }
    assert (heavy, set(queues.values())) == (takes_long, {"soon", "heavy"})


def test_no_task_carries_more_than_an_id():
    """Names and texts do not belong in the broker: a task takes ids, and at most a few."""
    app.loader.import_default_modules()
    arguments = {
        argument
        for name, task in app.tasks.items()
        if not name.startswith("celery.")
        for argument in inspect.signature(task.run).parameters
    }
    assert {argument for argument in arguments if not argument.endswith("_id")} == set()


def test_what_the_broker_forgets_costs_the_cache_nothing():
    """Each has a database of its own, so that one can be flushed without the other."""
    broker, cache = settings.CELERY_BROKER_URL, settings.CACHES["fast"]["LOCATION"]
    assert (cache, broker) == (
        addresses.next_database(settings.REDIS_URL),
        addresses.for_celery(settings.REDIS_URL),
    )
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_no_task_is_sent_for_later_and_one_module_alone_sends_any():
    """An ETA beyond the visibility timeout runs again and again; a row says when it is due."""
    sends = {"delay", "apply_async", "send_task", "retry"}
    senders, later = set(), set()
    for path, tree in python_files().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute) and node.func.attr in sends:
                    senders.add(path)
                later |= {path for word in node.keywords if word.arg in ("eta", "countdown")}
    assert (senders, later) == ({"hub/platform/nudges.py"}, set())
