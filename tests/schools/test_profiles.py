"""Profiles of many schools: a fixed number of statements, one page each, hostile texts and all."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from hub.calendar.years import AcademicYear
from hub.kept import forget_everything
from hub.trail.record import record
from schools.models import School, SchoolLink, SchoolNote
from schools.profile import profile_of
from schools.reports import school_profile
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory

HOSTILE = [
    "W" * 200,
    "Wolfeschlegelsteinhausen-Bergerdorff " * 5,
    "مدرسة القديس ألبان الابتدائية",
    "School \u202e desrever",
    "Bell\x07 and \x1b[31m escape \x0b",
    '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd">',
    "{{ hub.name }}{% load x %}",
    "=cmd|' /C calc'!A0",
]


def rows(schools, period=None, reader=None):
    period = period or AcademicYear.current()
    keys = [school.pk for school in schools]
    return school_profile(keys=keys, schools=School.objects.all(), period=period, reader=reader)


@pytest.mark.parametrize("number", [1, 12])
def test_profiles_take_seven_statements_however_many(
    number, manager, django_assert_max_num_queries
):
    schools = [
        SchoolFactory(trust=TrustFactory(), district=DistrictFactory(), region=RegionFactory())
        for _ in range(number)
    ]
    for school in schools:
        make_user("head", scope={"school": school})
        record("changed", school, by=manager, changes={"phase": ("a", "b")})
    with django_assert_max_num_queries(7):
        made = rows(schools, reader=manager)
    assert [len(profile.contacts) + len(profile.events) for profile in made] == [2] * number


def test_many_profiles_say_what_each_says_alone(manager):
    vale = DistrictFactory()
    schools = [
        SchoolFactory(district=vale, pupils=100, fsm_percent=Decimal("10.0")),
        SchoolFactory(district=vale, pupils=300, fsm_percent=Decimal("30.0"), phase="secondary"),
        SchoolFactory(pupils=50, phase="not-known", trust=TrustFactory()),
    ]
    make_user("trust", scope={"trust": schools[2].trust})
    for profile in rows(schools):
        alone = profile_of(profile.school)
        assert (profile.comparisons, profile.compared_with, profile.contacts) == (
            alone.comparisons,
            alone.compared_with,
            alone.contacts,
        )


def test_a_phase_that_is_not_known_is_compared_with_every_open_school_once(db):
    SchoolFactory(pupils=100)
    school = SchoolFactory(pupils=50, phase="not-known")
    (pupils, _) = profile_of(school).comparisons
    assert (pupils.hub, pupils.counted) == (75, (0, 2))


def test_what_happened_is_that_of_the_year_newest_first(manager):
    school = SchoolFactory()
    for action in ("changed", "closed"):
        record(action, school, by=manager, changes={"phase": ("a", "b")})
    (profile,) = rows([school], reader=manager)
    (before,) = rows([school], period=AcademicYear.current().previous, reader=manager)
    assert [event.text for event in profile.events] == ["The school closed.", "The hub set phase."]
    assert before.events == []


def test_what_happened_on_an_old_number_stands_on_the_new_one(manager):
    old, new, other = SchoolFactory(), SchoolFactory(), SchoolFactory()
    SchoolLink.objects.create(predecessor_urn=old.urn, successor_urn=new.urn, kind="Predecessor")
    record("closed", old, by=manager)
    told = {profile.school: profile.events for profile in rows([new, other], reader=manager)}
    (event,) = told[new]
    assert (event.text, event.where) == ("The school closed.", f"{old.name} (URN {old.urn})")
    assert told[other] == []


def test_notes_of_staff_stand_in_no_profile(manager):
    school = SchoolFactory()
    SchoolNote.objects.create(school=school, text="Private", by=manager)
    assert rows([school], reader=manager)[0].events == []


def test_at_most_eight_lines_say_what_happened(manager):
    school, other = SchoolFactory(), SchoolFactory()
    for _ in range(12):
        record("changed", school, by=manager, changes={"phase": ("a", "b")})
    record("changed", other, by=manager, changes={"region": ("a", "b")})
    assert [len(profile.events) for profile in rows([school, other])] == [8, 1]


@pytest.mark.parametrize(
    ("pupils", "percent", "cells"),
    [
        (4, "0.0", ["fewer than 5", "0.0%"]),
        (5, "20.0", ["5", "fewer than 5"]),
        (5, "0.0", ["5", "0.0%"]),
        (100, "4.9", ["100", "fewer than 5"]),
        (100, "5.0", ["100", "5.0%"]),
        (0, "0.0", ["0", "0.0%"]),
    ],
)
def test_a_figure_of_fewer_than_five_people_is_not_told(pupils, percent, cells, db):
    school = SchoolFactory(pupils=pupils, fsm_percent=Decimal(percent))
    school.refresh_from_db()
    profile = profile_of(school)
    assert [each.cells[0] for each in profile.comparisons] == cells
    labels = [each.label for each in profile.comparisons]
    shown = {fact.label: fact.value for fact in profile.facts if fact.label in labels}
    assert [shown[label] == "fewer than 5" for label in labels] == [
        cell == "fewer than 5" for cell in cells
    ]


def test_a_district_of_two_does_not_tell_what_one_of_them_does_not(db):
    vale = DistrictFactory()
    tiny = SchoolFactory(pupils=3, district=vale)
    SchoolFactory(pupils=100, district=vale)
    assert profile_of(tiny).comparisons[0].cells == ["fewer than 5", "Not known", "Not known"]
    SchoolFactory.create_batch(3, pupils=50)
    forget_everything()  # else half a minute passes
    assert profile_of(tiny).comparisons[0].cells[1:] == ["Not known", "51"]


def written(tmp_path, kind, **options):
    """The file that the command writes, as bytes."""
    path = tmp_path / f"profiles.{kind}"
    call_command("report", "school-profile", out=str(path), **options)
    return path.read_bytes()


@pytest.fixture
def hostile(db):
    """A region of schools with the worst names, and people to match."""
    region = RegionFactory(name="North")
    schools = [
        SchoolFactory(
            name=f"{n} {name}"[:200].replace("\x00", ""),
            region=region,
            street=name[:120],
            website=name[:250],
            pupils=3,
            imported_at=timezone.now(),
        )
        for n, name in enumerate(HOSTILE)
    ]
    for _ in range(12):
        make_user(
            "lead",
            scope={"school": schools[0]},
            name="Maximiliane Wolfeschlegelsteinhausen-Bergerdorff",
        )
    return schools


def test_hostile_texts_leave_one_page_a_school_and_nothing_is_read(hostile, tmp_path):
    reader = PdfReader(io.BytesIO(written(tmp_path, "pdf", region="North")), strict=True)
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == len(HOSTILE) + 1  # and the page of definitions
    assert dict(reader.attachments) == {}
    assert not any("root:" in text for text in texts)
    assert '<img src="file:///etc/passwd">' in " ".join(texts).replace("\n", "")
    assert "{{ hub.name }}" in " ".join(texts)
    assert all(text.count("Definitions and sources") == 0 for text in texts[:-1])


def test_a_formula_in_a_name_is_text_in_tables(hostile, tmp_path):
    text = written(tmp_path, "csv", school=str(hostile[-1].urn)).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["Website"], row["Pupils"]) == ("'=cmd|' /C calc'!A0", "fewer than 5")


def test_the_command_makes_a_large_report_in_parts_and_takes_a_year(tmp_path, capsys, db):
    SchoolFactory.create_batch(11)
    last = str(AcademicYear.current().previous)
    reader = PdfReader(io.BytesIO(written(tmp_path, "pdf", period=last)), strict=True)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert (len(reader.pages), len(titles), titles[-1]) == (12, 12, "Definitions and sources")
    assert f"What has happened in {last}" in reader.pages[3].extract_text()
    assert "part 3 of 3" in capsys.readouterr().out


def test_what_a_worker_and_the_command_assemble_is_tagged_page_by_page(tmp_path, db):
    SchoolFactory.create_batch(11, imported_at=timezone.now() - datetime.timedelta(days=1))
    reader = PdfReader(io.BytesIO(written(tmp_path, "pdf")), strict=True)
    root = reader.trailer["/Root"]
    led = {}
    for limb in root["/StructTreeRoot"]["/ParentTree"]["/Kids"]:
        nums = list(limb.get_object()["/Nums"])
        led |= dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    for page in reader.pages:
        elements = led[int(page["/StructParents"])].get_object()
        pages = {each.get_object().raw_get("/Pg").idnum for each in elements}
        assert pages == {page.indirect_reference.idnum}
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == (
        "en-GB",
        True,
        "School profile: all schools – Music Hub",
    )
