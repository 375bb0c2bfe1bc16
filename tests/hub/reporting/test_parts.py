"""Large reports: divided, made part by part, put together once, tried again where they broke."""

import csv
import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from hub.platform.choices import WorkState
from hub.reporting import making, runs, sweeps, tasks
from hub.reporting.models import ReportPart, ReportRun
from schools.models import School
from tests.factories.schools import SchoolFactory
from tests.hub.reporting.asking import ask, content, finish, fresh, make_parts


def files(tmp_path):
    return sorted(path.suffix for path in tmp_path.glob("reports/*"))


def test_a_large_report_is_divided_and_waits_for_its_parts(run, schools):
    parts = list(run.parts.values_list("index", "keys", "state"))
    pks = [school.pk for school in schools]
    assert (run.state, run.words, parts) == (
        WorkState.QUEUED,
        "0 of 5 schools",
        [(0, pks[:2], "queued"), (1, pks[2:4], "queued"), (2, pks[4:], "queued")],
    )


def test_a_small_one_is_made_in_one_go(several, schools, manager):
    small = ask(several, manager, word="School 1")
    tasks.build_run(str(small.pk))
    assert (fresh(small).is_ready, ReportPart.objects.count(), fresh(small).things) == (True, 0, 1)


def test_it_says_of_how_many_it_is_made(run):
    make_parts(run, 2)
    assert (fresh(run).words, run.things_done) == ("4 of 5 schools", 4)


def test_the_last_part_leads_to_the_assembly_and_parts_are_deleted(run, tmp_path):
    made = finish(run)
    assert (made.is_ready, ReportPart.objects.count(), files(tmp_path)) == (True, 0, [".csv"])


def test_it_is_not_put_together_before_its_last_part_is_there(run):
    make_parts(run, 2)
    tasks.build_run(str(run.pk))
    assert (fresh(run).state, fresh(run).file.name) == (WorkState.QUEUED, "")


@pytest.mark.parametrize("word", ["", "School 1"])  # in parts, and in one go
def test_a_table_in_parts_holds_what_it_holds_in_one_go(several, schools, manager, word):
    School.objects.filter(pk=schools[0].pk).update(name="=School 1")
    made = finish(ask(several, manager, word=word))
    rows = list(csv.DictReader(io.StringIO(content(made).decode("utf-8-sig"))))
    number = 1 if word else 5
    names = ["'=School 1", "School 2", "School 3", "School 4", "School 5"][:number]
    days = [f"1990-09-0{n}" for n in range(1, 6)][:number]
    assert [(row["School"], row["Opened"]) for row in rows] == list(zip(names, days, strict=True))


def test_a_spreadsheet_in_parts_has_cells_of_their_own_kinds(several, schools, manager):
    made = finish(ask(several, manager, format="xlsx"))
    page = load_workbook(io.BytesIO(content(made))).active
    assert (page.max_row, page["A2"].value, page["C6"].value.date()) == (
        6,
        schools[0].urn,
        datetime.date(1990, 9, 5),
    )


def test_a_pdf_in_parts_numbers_its_pages_through(several, schools, manager):
    made = finish(ask(several, manager, format="pdf"))
    reader = PdfReader(io.BytesIO(content(made)), strict=True)
    feet = [page.extract_text().splitlines()[-1] for page in reader.pages]
    assert feet == [f"page {n} of 3" for n in (1, 2, 3)]


def test_a_part_delivered_twice_is_made_once(run, tmp_path):
    make_parts(run, 7)
    assert (
        list(ReportPart.objects.values_list("attempts", flat=True)),
        files(tmp_path),
    ) == ([1, 1, 1], [".part"] * 3)


def test_the_database_holds_each_part_once(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportPart.objects.create(run=run, index=0, keys=[])


def test_a_part_that_fails_for_good_fails_the_run_with_its_reason(run, schools):
    School.objects.filter(pk=schools[4].pk).update(name="Broken")
    make_parts(run)
    failed = fresh(run)
    assert (failed.state, failed.last_error, failed.reason) == (
        WorkState.FAILED,
        "ZeroDivisionError",
        "Something went wrong while it was being made.",
    )


def test_trying_again_makes_only_what_is_missing(run, schools, manager):
    School.objects.filter(pk=schools[2].pk).update(name="Broken")
    make_parts(run, 2)
    made_before = ReportPart.objects.get(index=0).file.name
    School.objects.filter(pk=schools[2].pk).update(name="Mended")
    again = runs.try_again(run=fresh(run), by=manager)
    states = list(ReportPart.objects.order_by("index").values_list("state", flat=True))
    assert (again.pk, states) == (run.pk, ["done", "queued", "queued"])
    assert ReportPart.objects.get(index=0).file.name == made_before
    assert "Mended" in content(finish(run)).decode()


def test_trying_again_makes_anew_a_part_whose_file_is_gone(run, manager):
    make_parts(run)
    part = ReportPart.objects.get(index=1)
    part.file.storage.delete(part.file.name)
    tasks.build_run(str(run.pk))
    assert fresh(run).last_error == "FileNotFoundError"
    runs.try_again(run=fresh(run), by=manager)
    assert finish(run).is_ready


def test_an_error_that_may_pass_puts_a_part_off(run, monkeypatch):
    def away(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(making.build, "make_part", away)
    make_parts(run, 1)
    part = ReportPart.objects.get(index=0)
    assert (part.state, part.last_error, fresh(run).state) == ("queued", "OSError", "queued")


def lose(part, *, attempts=1):
    """The part as a worker leaves it that was killed in the middle."""
    ReportPart.objects.filter(pk=part.pk).update(
        state=WorkState.RUNNING,
        attempts=attempts,
        running_since=timezone.now() - runs.LOST_AFTER - datetime.timedelta(minutes=1),
    )


def test_a_killed_worker_costs_its_part_alone(run):
    make_parts(run, 1)
    lose(ReportPart.objects.get(index=1))
    sweeps.build_waiting()
    made = fresh(run)
    assert made.is_ready


def test_a_part_that_keeps_killing_its_worker_fails_the_run(run):
    lose(ReportPart.objects.get(index=1), attempts=runs.TRIES)
    sweeps.build_waiting()
    assert (fresh(run).state, fresh(run).last_error) == (WorkState.FAILED, "WorkerLost")


def test_by_hand_the_sweep_makes_all_of_a_large_report(several, schools, manager):
    asked = ask(several, manager)
    said = sweeps.build_waiting()
    assert (fresh(asked).is_ready, said) == (
        True,
        "5 waiting, 0 of a lost worker put back, 0 given up",
    )


def test_a_cancelled_run_makes_no_more_parts_and_forgets_those_made(run, manager, tmp_path):
    make_parts(run, 1)
    runs.cancel(run=run, by=manager)
    make_parts(run)
    assert (fresh(run).words, files(tmp_path)) == ("Cancelled", [".part"])
    sweeps.forget_old()
    assert (ReportPart.objects.count(), files(tmp_path)) == (0, [])


def test_parts_of_a_failed_run_are_kept_for_a_day(run, schools, tmp_path):
    School.objects.filter(pk=schools[2].pk).update(name="Broken")
    make_parts(run, 2)
    sweeps.forget_old()
    assert files(tmp_path) == [".part"]
    ReportRun.objects.update(split_at=timezone.now() - datetime.timedelta(hours=25))
    sweeps.forget_old()
    assert files(tmp_path) == []


def test_who_lost_the_right_in_the_middle_gets_nothing(run, manager):
    make_parts(run, 1)
    manager.grants.update(ended_at=timezone.now())
    make_parts(run, 1)
    assert (fresh(run).state, fresh(run).last_error) == (WorkState.FAILED, "NoLongerAllowed")


def test_more_than_a_file_holds_is_not_begun(several, manager):
    SchoolFactory.create_batch(9)
    asked = ask(several, manager)
    tasks.build_run(str(asked.pk))
    assert (fresh(asked).last_error, ReportPart.objects.count()) == ("TooMany", 0)


def test_how_long_it_takes_is_told_by_the_last_ones(several, run):
    assert runs.seconds_for(several, "csv", 100) == 25
    finish(run)
    made = fresh(run)
    ReportRun.objects.update(made_at=made.split_at + datetime.timedelta(seconds=10))
    assert runs.seconds_for(several, "csv", 100) == pytest.approx(200)
