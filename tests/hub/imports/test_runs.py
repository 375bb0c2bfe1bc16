"""Imports: checked before anything is changed, taken in once, and by whoever may."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from hub.files.choices import Scan
from hub.files.models import StoredFile
from hub.imports import registry, runs, sweeps, tasks
from hub.imports.choices import Step
from hub.imports.models import Import
from hub.imports.registry import Importer
from hub.platform.choices import WorkState
from hub.trail.models import Entry
from schools.models import School
from tests.factories.accounts import make_user
from tests.hub.imports.conftest import worked_on
from tests.races import rival

GOOD = "URN,Region\r\n500001,North\r\n500002,South\r\n"
MIXED = "URN,Region\r\n500001,North\r\n500002,East\r\n,North\r\n"


def regions_now():
    return list(School.objects.order_by("urn").values_list("region__name", flat=True))


def report(imported):
    rows = [(row.line, row.reason) for row in imported.rows.all()]
    return imported.counts, imported.rejected, rows


def test_a_check_says_what_would_happen_and_changes_nothing(regions, officer, checked):
    imported = checked(officer, MIXED)
    assert report(imported) == (
        [["changed", 1]],
        2,
        [(3, "there is no region “East”"), (4, "there is no URN")],
    )
    assert (imported.is_ready, regions_now()) == (True, [None, None])
    assert not Entry.objects.filter(action="changed").exists()


def test_a_yes_takes_the_good_rows_in_and_names_the_others(regions, officer, checked):
    imported = checked(officer, MIXED)
    runs.take_in(imported=imported, by=officer)
    worked_on(imported)
    assert (imported.is_applied, regions_now()) == (True, ["North", None])
    assert report(imported)[:2] == ([["changed", 1]], 2)
    assert Entry.objects.filter(action="took in", actor_id=officer.pk).count() == 1


def test_the_result_tells_what_really_happened_when_the_data_has_moved_on(
    regions, officer, checked
):
    imported = checked(officer, GOOD)
    School.objects.filter(urn=500002).update(urn=500003)
    runs.take_in(imported=imported, by=officer)
    assert report(worked_on(imported)) == (
        [["changed", 1]],
        1,
        [(3, "you have no school with URN 500002 to set")],
    )


def test_a_second_yes_and_a_second_delivery_do_nothing(regions, officer, checked):
    imported = checked(officer, GOOD)
    runs.take_in(imported=imported, by=officer)
    with pytest.raises(runs.ImportOver):
        runs.take_in(imported=imported, by=officer)
    tasks.work_on_import(imported.pk)
    tasks.work_on_import(imported.pk)
    imported.refresh_from_db()
    assert (imported.attempts, Entry.objects.filter(action="took in").count()) == (2, 1)


def test_a_no_leaves_everything_as_it_was(regions, officer, checked):
    imported = checked(officer, GOOD)
    runs.cancel(imported=imported, by=officer)
    imported.refresh_from_db()
    assert (imported.is_cancelled, imported.state, regions_now()) == (True, "done", [None, None])
    with pytest.raises(runs.ImportOver):
        runs.take_in(imported=imported, by=officer)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_yes_at_once_one_is_told_that_it_was_said(regions, checked):
    first, second = make_user("officer"), make_user("officer")
    imported = checked(first, GOOD)
    with rival(lambda: runs.take_in(imported=imported, by=second)) as other, transaction.atomic():
        runs.take_in(imported=imported, by=first)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, runs.ImportOver)
    assert Import.objects.get().applied_by == first


def test_whoever_lost_the_right_meanwhile_takes_nothing_in(regions, officer, checked):
    imported = checked(officer, GOOD)
    runs.take_in(imported=imported, by=officer)
    officer.grants.all().delete()
    worked_on(imported)
    assert (imported.state, imported.refusal, regions_now()) == (
        WorkState.FAILED,
        "Whoever brought this file may no longer take such files in.",
        [None, None],
    )


def test_a_worker_that_was_thought_dead_takes_nothing_in_a_second_time(regions, officer, checked):
    imported = checked(officer, GOOD)
    runs.take_in(imported=imported, by=officer)
    late = Import.objects.claim(imported.pk)
    Import.objects.update(running_since=timezone.now() - datetime.timedelta(hours=1))
    assert sweeps.work_on_waiting() == "1 waiting, 1 of a lost worker put back, 0 given up"
    School.objects.update(region=None)  # what only a second run would undo
    runs.work(late)
    assert regions_now() == [None, None]


def test_an_error_of_ours_costs_the_import_and_no_data(regions, officer, bring, monkeypatch):
    def breaks(job):
        School.objects.update(name="Broken")
        raise ZeroDivisionError

    imported = bring(officer, GOOD)
    _swap(monkeypatch, run=breaks)
    worked_on(imported)
    assert (imported.state, imported.last_error, imported.refusal) == (
        WorkState.FAILED,
        "ZeroDivisionError",
        "",
    )
    assert not School.objects.filter(name="Broken").exists()


def _swap(monkeypatch, **changes):
    """The importer of the tests with something else in it."""
    known = registry.get("school-regions")
    changed = Importer(**{**known.__dict__, **changes})
    monkeypatch.setitem(registry._importers, known.key, changed)


def test_an_importer_of_all_or_none_takes_nothing_of_a_file_with_a_bad_row(
    regions, officer, checked, monkeypatch
):
    _swap(monkeypatch, all_or_none=True)
    imported = checked(officer, MIXED)
    runs.take_in(imported=imported, by=officer)
    worked_on(imported)
    assert (imported.state, regions_now()) == (WorkState.FAILED, [None, None])
    assert imported.refusal.startswith("Some rows cannot be taken in")


def test_more_rows_than_an_importer_takes_are_refused(regions, officer, checked, monkeypatch):
    _swap(monkeypatch, most_rows=1)
    assert checked(officer, GOOD).refusal == (
        "regions.csv has more than 1 rows. Take it in in several parts."
    )


def test_columns_go_by_other_names_too_and_what_is_not_read_is_named(regions, officer, checked):
    imported = checked(officer, "school urn,REGION,Moon\r\n500001,north,full\r\n")
    assert (imported.counts, imported.notes) == (
        [["changed", 1]],
        ["Columns that are not read: Moon.", "Columns that the file does not have: Phase."],
    )


def test_a_needed_column_that_is_missing_can_be_named_by_hand(regions, officer, checked):
    imported = checked(officer, "Number,Area\r\n500001,North\r\n")
    assert imported.refusal == (
        "regions.csv has no column URN. "
        "Say below which of its columns that is, or choose another file."
    )
    mapping = {"urn": "Number", "region": "Area", "phase": ""}
    runs.check_again(imported=imported, mapping=mapping, by=officer)
    assert (worked_on(imported).counts, imported.refusal) == ([["changed", 1]], "")


def test_a_file_that_the_scanner_blocked_is_not_read(regions, officer, bring):
    imported = bring(officer, GOOD)
    StoredFile.objects.update(scan=Scan.BLOCKED)
    assert worked_on(imported).refusal == (
        "The virus scanner blocked regions.csv. Nothing was taken in."
    )


def test_a_file_that_still_waits_for_the_scanner_is_read_later(regions, officer, bring):
    imported = bring(officer, GOOD)
    StoredFile.objects.update(scan=Scan.PENDING, state=WorkState.QUEUED)
    assert (worked_on(imported).state, imported.last_error) == (WorkState.QUEUED, "FileWaits")


def test_a_flood_waits_at_its_own_door(regions, officer, bring):
    for _ in range(runs.AT_ONCE):
        bring(officer, GOOD)
    with pytest.raises(runs.ImportRefused):
        bring(officer, GOOD)
    bring(make_user("officer"), GOOD)


def test_what_nobody_answers_for_two_weeks_is_cancelled(regions, officer, checked):
    old, young = checked(officer, GOOD), checked(officer, GOOD)
    two_weeks_ago = timezone.now() - datetime.timedelta(days=14, minutes=1)
    Import.objects.filter(pk=old.pk).update(checked_at=two_weeks_ago)
    assert sweeps.cancel_stale() == "1 cancelled"
    assert list(Import.objects.order_by("pk").values_list("step", flat=True)) == [
        Step.CANCELLED,
        Step.CHECK,
    ]
    assert young.is_ready


def test_of_many_rejected_rows_the_number_is_told_and_the_first_are_named(
    regions, officer, checked
):
    text = "URN,Region\r\n" + "x,North\r\n" * 1500
    imported = checked(officer, text)
    assert (imported.rejected, imported.rows.count()) == (1500, 1000)
