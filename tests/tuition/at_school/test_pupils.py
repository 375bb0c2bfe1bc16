"""What a school sees of its own pupils."""

import pytest

from hub.people.models import Consent
from tests.factories.people import NeedsFactory, PupilFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tests.sign_in import sign_in
from tests.tuition.at_school.conftest import YEAR


@pytest.fixture
def lead(client, oak):
    """The browser of the music lead."""
    return sign_in(client, oak.lead)


def names(lead, oak, query=""):
    context = lead.get(f"{oak.url}pupils/{query}").context
    return [row.pupil.first_name for row, *_ in context["rows"]]


def test_a_school_sees_its_own_pupils_whose_carers_agreed(lead, oak, place):
    EnrolmentFactory(pupil=PupilFactory(first_name="Unasked", school=oak.school))
    elsewhere = PupilFactory(first_name="Elsewhere")
    Consent.objects.create(pupil=elsewhere, kind="school")
    EnrolmentFactory(pupil=elsewhere)
    assert names(lead, oak) == ["Mia"]


def test_who_takes_the_consent_back_is_not_told_of_any_more(lead, oak, place, in_november):
    Consent.objects.update(revoked_at=place.applied_at)
    assert names(lead, oak) == []


def test_who_has_gone_to_another_school_is_not_told_of_any_more(lead, oak, place):
    oak.child.school = PupilFactory().school
    oak.child.save()
    assert names(lead, oak) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=taught", ["Mia"]),
        ("?state=asked", []),
        ("?state=over", []),
        ("?instrument=violin", ["Mia"]),
        ("?instrument=cello", []),
        ("?year=4", ["Mia"]),
        ("?year=5", []),
        ("?year=x&state=y", ["Mia"]),
    ],
)
def test_the_list_is_narrowed(lead, oak, place, query, found):
    assert names(lead, oak, query) == found


def test_page_and_file_hold_no_money_needs_or_wishes(lead, oak, place):
    NeedsFactory(pupil=oak.child)
    place.price_term = 88
    place.save()
    page = lead.get(f"{oak.url}pupils/").content.decode()
    file = b"".join(lead.get(f"{oak.url}pupils.csv").streaming_content).decode("utf-8-sig")
    one = lead.get(place.get_absolute_url()).content.decode()
    for text in (page, file, one):
        assert "Fridays" not in text
        assert "£" not in text
        assert "inhaler" not in text
    assert file.splitlines() == [
        "Pupil,School year,Instrument,Day,State",
        'Mia Miller,Year 4,Violin,"Wednesdays, 4pm",Confirmed',
    ]


@pytest.mark.query_bound("tuition:school_pupils")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_asks_no_more_for_many(rows, lead, oak, django_assert_max_num_queries):
    group = ProvisionFactory(year=YEAR, venue=oak.group.venue, capacity=30)
    for _ in range(rows):
        pupil = PupilFactory(school=oak.school)
        Consent.objects.create(pupil=pupil, kind="school")
        EnrolmentFactory(pupil=pupil, provision=group)
    lead.get(f"{oak.url}pupils/")
    with django_assert_max_num_queries(20):
        lead.get(f"{oak.url}pupils/")


def test_the_menu_leads_to_the_school(lead, oak):
    assert lead.get("/lessons/school/").url == f"{oak.url}pupils/"
