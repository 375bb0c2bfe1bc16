"""The reports on waiting lists and on tuition."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from hub.music.models import Instrument
from hub.reporting import build, registry
from hub.reporting.choices import Format
from hub.reporting.forms import bind
from tests.factories.people import NeedsFactory, PupilFactory, born
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_lessons
from tests.tuition.office.conftest import YEAR
from tuition.office import summary_report, waiting_report
from tuition.office.hiding import hidden
from tuition.office.waiting_report import WaitingLine

FEW = "fewer than 5"


def many(number, group, age=8, **fields):
    """So many of an age with a place, or a wish, in a group."""
    for _ in range(number):
        EnrolmentFactory(provision=group, pupil=PupilFactory(born_on=born(age)), **fields)


@pytest.fixture
def asked(office):
    """Six of Year 4 wait for the violin, five of Year 5 have applied for the cello, one longest."""
    many(6, ProvisionFactory(year=YEAR), state="waiting", confirmed_at=None)
    cello = make_lessons(year=YEAR, instrument=Instrument.objects.get(key="cello"))
    since = timezone.now() - datetime.timedelta(days=61)
    many(5, cello, age=9, state="applied", confirmed_at=None, applied_at=since)
    many(2, ProvisionFactory(year=YEAR))


def test_the_waiting_list_is_told_by_instrument_and_year(asked):
    assert waiting_report.rows() == [
        WaitingLine("Cello", "Year 5", 5, 0, 0, 2.0),
        WaitingLine("Violin", "Year 4", 0, 6, 0, 0.0),
        WaitingLine("All", "All", 5, 6, 0, 2.0),
    ]


def test_of_one_instrument_alone(asked):
    violin = Instrument.objects.get(key="violin")
    assert [line.instrument for line in waiting_report.rows(instrument=violin)] == ["Violin", "All"]


def test_nobody_waits(office):
    assert waiting_report.rows() == []


def test_few_are_hidden_and_what_would_tell_them_too(db):
    lines = [WaitingLine("Cello", str(n), n, 0, 0, None) for n in (2, 9, 20)]
    shown = hidden(lines, ("applied",), WaitingLine("All", "All", 31, 0, 0, None))
    assert [line.applied for line in shown] == [FEW, "not told", 20, 31]


def test_two_that_are_hidden_hide_no_third(db):
    lines = [WaitingLine("Cello", str(n), n, 0, 0, None) for n in (2, 3, 20)]
    shown = hidden(lines, ("applied",), WaitingLine("All", "All", 25, 0, 0, None))
    assert [line.applied for line in shown] == [FEW, FEW, 20, 25]


def test_the_summary_counts_pupils_places_and_hours(office):
    group = ProvisionFactory(year=YEAR, capacity=20)
    many(6, group)
    lessons = make_lessons(year=YEAR, capacity=20)
    many(5, lessons, age=12)
    for row in lessons.enrolments.all():
        NeedsFactory(pupil=row.pupil, has_ehcp=True)
    told = [
        (line.stage, line.pupils, line.enrolments, line.with_plan, line.hours)
        for line in summary_report.rows(period=YEAR)
    ]
    assert told == [
        ("Key stage 2", 6, 6, 0, None),
        ("Key stage 3", 5, 5, 5, None),
        ("All", 11, 11, 5, Decimal("3.0")),
        ("All", 11, 11, 5, Decimal("3.0")),
    ]


def test_another_year_is_told_by_itself(asked):
    assert summary_report.rows(period=YEAR - 1) == []


@pytest.mark.parametrize("key", ["waiting-list", "tuition-summary"])
@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_the_command_writes_them(asked, tmp_path, key, kind):
    path = tmp_path / f"made{kind}"
    call_command("report", key, "--out", str(path))
    assert path.stat().st_size > 100


@pytest.mark.parametrize("key", ["waiting-list", "tuition-summary"])
def test_the_office_has_them_as_a_pdf(asked, office, key):
    report = registry.get(key)
    form = bind(report, {"period": ["2026/27"]}, user=office, format=Format.PDF)
    assert form.is_valid(), form.errors
    asked = build.Asked(report, form, Format.PDF)
    content = build.make_part(asked, build.Part(0, 1, None), as_at=timezone.now())
    assert content.startswith(b"%PDF")
