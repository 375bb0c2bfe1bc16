"""The school profile: its rows, the PDF, the CSV, and who may have it made."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from hub.reporting.models import ReportRun
from schools.choices import SchoolStatus
from schools.directory_facts import HUB, REGISTER
from schools.models import School, SchoolLink
from schools.profile import profile_of
from tests.factories.accounts import grant, make_user
from tests.factories.schools import DistrictFactory, SchoolFactory, TrustFactory

HOSTILE = '<script>alert(1)</script> "O\'Brien" & مدرسة ' + "Wolfeschlegelsteinhausen-" * 5


@pytest.fixture
def vale(db):
    return DistrictFactory(name="Vale")


@pytest.fixture
def school(vale):
    return SchoolFactory(
        urn=500001,
        name="St Elmo's School",
        district=vale,
        pupils=100,
        fsm_percent=Decimal("10.0"),
        trust=TrustFactory(name="Harbour Trust"),
        street="1 Quay Street",
        postcode="WX1 1AB",
        imported_at=timezone.now(),
    )


def compared(school):
    """{figure: (school, district, hub, how many are counted)} of a profile."""
    return {
        row.key.partition("-")[0]: (row.school, row.district, row.hub, row.counted)
        for row in profile_of(school).comparisons
    }


def test_size_and_free_meals_stand_beside_district_and_hub(school, vale):
    SchoolFactory(district=vale, pupils=300, fsm_percent="30")
    SchoolFactory(pupils=800, fsm_percent="5")
    assert compared(school) == {
        "pupils": (100, 200, 400, (2, 3)),
        # 10% of 100 and 30% of 300 are 100 of 400; with 5% of 800 they are 140 of 1,200.
        "fsm": (Decimal("10.0"), Decimal("25.0"), Decimal("11.7"), (2, 3)),
    }


def test_only_open_schools_of_the_same_phase_are_compared(school, vale):
    SchoolFactory(district=vale, pupils=900, phase="secondary")
    SchoolFactory(district=vale, pupils=900, status=SchoolStatus.CLOSED)
    SchoolFactory(district=vale, pupils=None)
    assert compared(school)["pupils"] == (100, 100, 100, (1, 1))


def test_what_nobody_knows_is_not_compared_with_nought(db):
    unknown = SchoolFactory(pupils=None, phase="not-known")
    assert compared(unknown) == {
        "pupils": (None, None, None, (0, 0)),
        "fsm": (None, None, None, (0, 0)),
    }


def test_every_fact_names_its_source(school):
    school.set_by_staff = ["phase"]
    sources = {fact.label: fact.source for fact in profile_of(school).facts}
    assert sources == {
        "Phase": HUB,
        "Ages": REGISTER,
        "Pupils on roll": REGISTER,
        "Eligible for free school meals": REGISTER,
        "Trust": REGISTER,
        "District": REGISTER,
    }


def test_people_of_its_trust_are_people_of_the_school(school):
    make_user("trust", scope={"trust": school.trust}, name="Tara Trust")
    make_user("head", scope={"school": school}, name="Hal Head")
    assert [(each.name, each.role) for each in profile_of(school).contacts] == [
        ("Tara Trust", "Academy trust"),
        ("Hal Head", "Head teacher"),
    ]


@pytest.mark.parametrize("people", [1, 30])
def test_a_profile_takes_four_statements_and_the_hubs_rules_one(
    people, school, django_assert_max_num_queries
):
    for _ in range(people):
        grant(make_user(), "lead", school=school)
        SchoolLink.objects.create(
            predecessor_urn=SchoolFactory().urn, successor_urn=school.urn, kind="Predecessor"
        )
    school = School.objects.select_related("district", "region", "trust", "local_authority").get(
        pk=school.pk
    )
    with django_assert_max_num_queries(5):
        assert len(profile_of(school).contacts) == people


def written(tmp_path, kind, school):
    """The file that the command writes, as bytes."""
    path = tmp_path / f"profile.{kind}"
    call_command("report", "school-profile", school=str(school.urn), out=str(path))
    return path.read_bytes()


def fonts_not_embedded(reader):
    """Names of fonts that the document only refers to."""
    missing = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
                missing.add(descriptor["/FontName"])
    return missing


def test_the_pdf_is_one_tagged_page_with_title_language_and_fonts(school, vale, tmp_path):
    SchoolFactory.create_batch(3, district=vale, fsm_percent="20")
    for role in ("lead", "head", "bursar"):
        make_user(role, scope={"school": school}, phone="01632 960001")
    SchoolLink.objects.create(
        predecessor_urn=500009,
        successor_urn=school.urn,
        predecessor_name="Old Harbour School",
        kind="Predecessor",
    )
    reader = PdfReader(io.BytesIO(written(tmp_path, "pdf", school)))
    root = reader.trailer["/Root"]
    assert (
        len(reader.pages),
        reader.metadata.title,
        root["/Lang"],
        root["/MarkInfo"]["/Marked"],
        fonts_not_embedded(reader),
    ) == (1, "School profile: St Elmo's School – Music Hub", "en-GB", True, set())
    text = reader.pages[0].extract_text()
    for words in ("Harbour Trust", "Old Harbour School", "Its district", "Definitions and sources"):
        assert words in text


def test_hostile_names_are_text_in_the_pdf_and_nothing_is_fetched_or_attached(school, tmp_path):
    School.objects.filter(pk=school.pk).update(
        name=HOSTILE[:200], website="javascript:alert(1)", street='<img src="file:///etc/passwd">'
    )
    reader = PdfReader(io.BytesIO(written(tmp_path, "pdf", school)))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "<script>alert(1)</script>" in text
    assert "root:" not in text
    assert dict(reader.attachments) == {}


def test_the_csv_holds_the_same_figures(school, vale, tmp_path):
    School.objects.filter(pk=school.pk).update(name="=1+1")
    SchoolFactory(district=vale, pupils=300, fsm_percent="30")
    text = written(tmp_path, "csv", school).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    figures = ["School", "Pupils", "Pupils, mean of the district", "Free school meals (%), hub"]
    assert [row[name] for name in figures] == ["'=1+1", "100", "200", "25.0"]


@pytest.mark.parametrize("given", ["999999", "x", "record-0", "9" * 20])
def test_the_command_refuses_a_school_that_is_not_there(school, given, tmp_path):
    with pytest.raises(
        CommandError, match="No school that you may choose has this name, postcode or URN"
    ):
        call_command("report", "school-profile", school=given, out=str(tmp_path / "profile.pdf"))


def press(client, school):
    """Press the button of the school's record: its form's own fields are sent."""
    page = client.get(school.get_absolute_url())
    button = page.context["button"]
    fields = {name: button[name].value() for name in button.fields} if button else {}
    return client.post(reverse("reporting:new", args=["school-profile"]), fields)


@pytest.mark.parametrize("role", ["manager", "officer", "lead", "head"])
def test_one_press_asks_for_the_profile(client, school, role):
    scope = {"school": school} if role in {"lead", "head"} else {}
    user = make_user(role, scope=scope)
    client.force_login(user)
    response = press(client, school)
    run = ReportRun.objects.get()
    assert (response.url, run.title, run.format, run.requested_by) == (
        run.get_absolute_url(),
        "School profile: St Elmo's School",
        "pdf",
        user,
    )


def test_a_setting_without_a_urn_has_a_profile_too(client, manager, school):
    School.objects.filter(pk=school.pk).update(urn=None)
    client.force_login(manager)
    assert press(client, school).status_code == 302


@pytest.mark.parametrize("role", ["tutor", "office", "bursar"])
def test_others_have_no_button(client, school, role):
    scope = {"school": school} if role == "bursar" else {}
    client.force_login(make_user(role, scope=scope))
    assert client.get(school.get_absolute_url()).context["button"] is None


def test_a_lead_cannot_ask_for_another_schools_profile(client, school):
    client.force_login(make_user("lead", scope={"school": school}))
    other = SchoolFactory()
    response = client.post(
        reverse("reporting:new", args=["school-profile"]),
        {"school": other.reference, "format": "pdf"},
    )
    assert (response.status_code, ReportRun.objects.count()) == (422, 0)
