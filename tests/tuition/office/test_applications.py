"""The office's list of applications and who waits."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hub.music.models import Instrument
from tests.factories.accounts import make_user
from tests.factories.people import born
from tests.factories.schools import SchoolFactory
from tests.factories.tuition import (
    EnrolmentFactory,
    ProvisionFactory,
    VenueFactory,
    make_lessons,
    make_offer,
)
from tests.tuition.office.conftest import YEAR, waiting
from tuition.models import Enrolment
from tuition.office.listing import waited

URL = "/lessons/applications/"


def listed(client, query=""):
    lines = client.get(URL + query).context["lines"]
    return [line.learner.split()[0] for line in lines]


@pytest.fixture
def many(group, office, client):
    """One of each that the filters tell apart; the group's learners are called by what differs."""
    client.force_login(office)
    tina = make_user("tutor", name="Tina Tutor")
    school = SchoolFactory(name="Oakfield Primary School")
    waiting(group, 400, pupil={"first_name": "Long", "born_on": born(10)})
    waiting(group, 5, pupil={"first_name": "Oak", "school": school})
    waiting(group, 4, pupil={"first_name": "Adapted"}, needs_adapted=True)
    hall = VenueFactory(name="Hall by the river")
    cello = Instrument.objects.get(key="cello")
    other = make_lessons(year=YEAR, venue=hall, instrument=cello, tutor=tina)
    waiting(other, 3, pupil={"first_name": "Cello"}, state="applied")
    offered = waiting(group, 2, pupil={"first_name": "Offered"})
    make_offer(provision=ProvisionFactory(year=YEAR), pupil=offered.pupil)
    offered.delete()
    placed = EnrolmentFactory(provision=ProvisionFactory(year=YEAR))
    placed.pupil.first_name = "Placed"
    placed.pupil.save()
    return tina


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Long", "Oak", "Adapted", "Cello"]),
        ("?sort=-applied", ["Cello", "Adapted", "Oak", "Long"]),
        ("?state=applied", ["Cello"]),
        ("?state=waiting", ["Long", "Oak", "Adapted"]),
        ("?state=offered", ["Offered"]),
        ("?state=taught", ["Placed"]),
        ("?instrument=cello", ["Cello"]),
        ("?kind=individual", ["Cello"]),
        ("?school=oakf", ["Oak"]),
        ("?venue=river", ["Cello"]),
        ("?year=6", ["Long"]),
        ("?waited=365", ["Long"]),
        ("?adapted=on", ["Adapted"]),
        ("?q=adapt", ["Adapted"]),
        ("?instrument=x&year=99&waited=1&tutor=no&state=no", ["Long", "Oak", "Adapted", "Cello"]),
    ],
)
def test_the_list_is_narrowed(client, many, query, names):
    assert listed(client, query) == names


def test_the_list_is_narrowed_to_a_tutor(client, many):
    assert listed(client, f"?tutor={many.pk}") == ["Cello"]


@pytest.mark.query_bound("tuition:applications", "tuition:queue")
@pytest.mark.parametrize("rows", [1, 60])
def test_list_and_queue_ask_the_database_no_more_for_many(
    rows, client, office, group, django_assert_max_num_queries
):
    for number in range(rows):
        waiting(group, number + 1)
    client.force_login(office)
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)
    with django_assert_max_num_queries(12):
        client.get(reverse("tuition:queue", args=[group.pk]))


def test_a_line_says_who_asks_for_what_and_since_when(client, many):
    (line,) = client.get(f"{URL}?state=applied").context["lines"]
    row = Enrolment.objects.get(reference=line.reference)
    assert (line.url, line.queue_url) == (
        reverse("tuition:enrolment", args=[row.pk]),
        reverse("tuition:queue", args=[row.provision_id]),
    )
    assert (line.about, line.lessons, line.taught) == (
        f"{row.pupil.year_in_words} · {row.pupil.school_in_words}",
        f"Cello, {row.provision.get_kind_display().lower()}",
        "Day and time to be agreed · Tina Tutor",
    )
    assert (line.venue, line.waited, line.tag) == (
        "Hall by the river",
        "3 days ago",
        ("Applied", "info"),
    )


def test_the_file_holds_what_is_listed_and_nothing_of_needs_or_money(client, many):
    answer = client.get(f"{URL}applications.csv?state=applied")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Instrument"], row["Where"], row["Tutor"], row["State"]) == (
        "Cello",
        "Hall by the river",
        "Tina Tutor",
        "Applied",
    )
    assert list(row) == [
        "Reference",
        "Learner",
        "School year",
        "School",
        "Instrument",
        "Kind",
        "Where",
        "Day and time",
        "Tutor",
        "Days that suit",
        "Adapted instrument",
        "Applied on",
        "State",
    ]


def test_a_spreadsheet_can_be_had_too(client, many):
    answer = client.get(f"{URL}applications.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    answer.close()
    assert sheet.max_row == 5


def test_the_queue_stands_in_turn(client, office, group):
    late, early = waiting(group, 1), waiting(group, 50)
    client.force_login(office)
    context = client.get(reverse("tuition:queue", args=[group.pk])).context
    assert [row for row, *_ in context["rows"]] == [early, late]


def test_in_words_how_long_somebody_has_waited(group):
    found = [waited(waiting(group, days)) for days in (0, 1, 30, 300, 800)]
    assert found == ["today", "1 day", "4 weeks", "9 months", "2 years"]


def test_staff_do_not_act_on_their_own_family(client, office, group):
    row = waiting(group, 5)
    link = row.pupil.links.get()
    link.carer.user = office
    link.carer.save()
    client.force_login(office)
    (line,) = client.get(URL).context["lines"]
    assert line.box is None
    assert client.get(reverse("tuition:offer_place", args=[row.pk])).status_code == 403
    assert client.post(reverse("tuition:offer_several"), {"places": row.pk}).status_code == 404
