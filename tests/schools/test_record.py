"""A school's record: facts, people, links, what has happened, and what may be done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.trail.models import Entry
from schools.models import School, SchoolLink
from tests.factories.accounts import grant, make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory
from tests.schools.conftest import from_block


@pytest.fixture
def school(db):
    return SchoolFactory(
        name="Own School",
        street="1 Quay Street",
        town="Wexcombe",
        postcode="WX1 1AB",
        phone="01632 960001",
        website="www.own.example",
        district=DistrictFactory(name="Vale"),
        trust=TrustFactory(name="Harbour Trust"),
        fsm_percent="12.5",
        imported_at=timezone.now(),
    )


@pytest.fixture
def signed_in(client):
    """A function: the client, signed in as somebody new with this role."""

    def sign_in(role, **scope):
        client.force_login(make_user(role, scope=scope))
        return client

    return sign_in


def facts(response):
    """{label: value} of the record's facts."""
    return {fact.label: fact.value for fact in response.context["profile"].facts}


def test_it_shows_what_the_register_says_and_leaves_out_what_nobody_knows(signed_in, school):
    response = signed_in("officer").get(school.get_absolute_url())
    assert facts(response) == {
        "Phase": "Primary",
        "Ages": "4 to 11",
        "Pupils on roll": "210",
        "Eligible for free school meals": "12.5%",
        "Trust": "Harbour Trust",
        "District": "Vale",
    }
    assert "read on" in response.text


def test_it_shows_who_has_a_role_at_the_school_today_to_those_who_may_see(signed_in, school):
    lead = make_user("lead", scope={"school": school}, name="Lena Lead", phone="01632 960002")
    gone = make_user("lead", scope={"school": school}, name="Gone Before", is_active=False)
    stranger = make_user("lead", name="Somebody Elsewhere")
    response = signed_in("officer").get(school.get_absolute_url())
    assert [each.name for each in response.context["profile"].contacts] == [lead.name]
    assert (lead.email in response.text, gone.email in response.text) == (True, False)
    assert stranger.name not in response.text


def test_it_keeps_people_from_those_who_may_not_see_them(signed_in, school):
    lead = make_user("lead", scope={"school": school}, name="Lena Lead")
    response = signed_in("tutor").get(school.get_absolute_url())
    assert (lead.name in response.text, response.context["profile"].contacts) == (False, [])


def test_it_leads_to_the_school_that_follows(signed_in, school):
    later = SchoolFactory(name="Later School")
    SchoolLink.objects.create(
        predecessor_urn=school.urn, successor_urn=later.urn, kind="Predecessor"
    )
    text = signed_in("officer").get(school.get_absolute_url()).text
    assert f'href="{later.get_absolute_url()}">Later School</a>' in text
    assert "Followed by" in text


def test_it_names_a_linked_school_without_a_way_to_a_record_that_is_not_the_readers(
    signed_in, school
):
    earlier = SchoolFactory(name="Earlier School")
    SchoolLink.objects.create(
        predecessor_urn=earlier.urn,
        successor_urn=school.urn,
        predecessor_name="Earlier School",
        kind="Predecessor",
        established_on=datetime.date(2020, 9, 1),
    )
    text = signed_in("lead", school=school).get(school.get_absolute_url()).text
    assert "Earlier School" in text
    assert earlier.get_absolute_url() not in text


@pytest.mark.parametrize(
    ("website", "link"),
    [
        ("www.own.example", 'href="https://www.own.example"'),
        ("http://own.example/a", 'href="http://own.example/a"'),
        ("javascript:alert(1)", None),
        ("ask at the office", None),
    ],
)
def test_only_a_real_address_becomes_a_link(signed_in, school, website, link):
    School.objects.filter(pk=school.pk).update(website=website)
    text = signed_in("officer").get(school.get_absolute_url()).text
    assert (link in text) if link else ('href="' + website not in text)


def test_hostile_names_stay_text(signed_in, school):
    name = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    School.objects.filter(pk=school.pk).update(name=name)
    client = signed_in("officer")
    for url in (school.get_absolute_url(), reverse("schools:list")):
        text = client.get(url).text
        assert ("<script>alert" in text, "<img" in text) == (False, False)
        assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("people", [1, 30])
def test_the_record_asks_the_database_eight_times_with_who_looks(
    people, client, manager, school, django_assert_max_num_queries
):
    for _ in range(people):
        grant(make_user(), "lead", school=school)
        other = SchoolFactory()
        SchoolLink.objects.create(
            predecessor_urn=other.urn, successor_urn=school.urn, kind="Predecessor"
        )
    place = {"easting": 400_100, "northing": 200_100}
    School.objects.filter(pk=school.pk).update(**place)
    SchoolFactory(**place)  # a neighbour
    client.force_login(manager)
    client.get(school.get_absolute_url())  # the first page of a session writes down that it began
    with django_assert_max_num_queries(8):  # two of them ask who looks
        response = client.get(school.get_absolute_url())
    assert len(response.context["profile"].contacts) == people


def test_for_a_school_without_links_nobody_looks_for_them(
    client, manager, school, django_assert_max_num_queries
):
    client.force_login(manager)
    client.get(school.get_absolute_url())
    with django_assert_max_num_queries(7):
        client.get(school.get_absolute_url())


def given(**changes):
    """What the form of the hub's facts posts."""
    plain = {"phase": "register", "region": "", "trust": "", "easting": "", "northing": ""}
    return plain | changes


def test_an_officer_sets_the_hubs_facts_and_they_stand_on_the_trail(signed_in, school):
    north = RegionFactory(name="North")
    response = signed_in("officer").post(
        reverse("schools:facts", args=[school.pk]),
        given(phase="middle", region=north.pk, easting="400100", northing="100200"),
    )
    school.refresh_from_db()
    assert (response.status_code, response.url) == (302, school.get_absolute_url())
    assert (school.phase, school.region, school.trust, school.easting, school.northing) == (
        "middle",
        north,
        None,
        400100,
        100200,
    )
    assert school.set_by_staff == ["phase", "position"]
    assert Entry.objects.about(school).get().fields["phase"] == {"from": "primary", "to": "middle"}


def test_a_fact_given_back_follows_the_register_again(signed_in, school):
    School.objects.filter(pk=school.pk).update(phase="special", set_by_staff=["phase"])
    signed_in("officer").post(
        reverse("schools:facts", args=[school.pk]), given(trust=school.trust_id)
    )
    school.refresh_from_db()
    assert (school.phase, school.set_by_staff, school.trust.name) == (
        "primary",
        [],
        "Harbour Trust",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"easting": "400100"}, "Enter northing too, or leave both empty"),
        ({"easting": "1" * 30, "northing": "1"}, "Easting must be 700000 or less"),
        ({"easting": "here", "northing": "1"}, "Easting must be a whole number"),
        ({"phase": "nonsense"}, "Choose phase from the list"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(signed_in, school, typed, sentence):
    response = signed_in("officer").post(reverse("schools:facts", args=[school.pk]), given(**typed))
    assert response.status_code == 422
    assert sentence in response.text
    assert not Entry.objects.about(school).exists()


def test_extra_keys_change_nothing(signed_in, school):
    signed_in("officer").post(
        reverse("schools:facts", args=[school.pk]), given(name="Mine", urn="1", status="2")
    )
    school.refresh_from_db()
    assert (school.name, school.status) == ("Own School", "1")


@pytest.mark.parametrize("role", ["manager", "office", "tutor"])
def test_others_may_not_set_facts(signed_in, school, role):
    url = reverse("schools:facts", args=[school.pk])
    client = signed_in(role)
    assert [client.get(url).status_code, client.post(url, given()).status_code] == [403, 403]


def test_the_timeline_tells_what_the_hub_set_and_who_to_those_who_read_the_trail(client, school):
    officer = make_user("officer", name="Oona Officer")
    client.force_login(officer)
    client.post(reverse("schools:facts", args=[school.pk]), given(phase="middle"))
    seen = []
    for role in ("officer", "manager"):
        client.force_login(make_user(role))
        events = from_block(client.get(school.get_absolute_url()), "events")
        seen.append([(event.text, event.who) for event in events])
    assert [each[0] for each in seen] == [
        ("The hub set phase and trust.", ""),
        ("The hub set phase and trust.", "Oona Officer"),
    ]
    assert seen[0][1][0] == "The register of schools was read."


def test_thousands_are_set_apart_in_the_header_as_in_the_facts(client, manager):
    client.force_login(manager)
    page = client.get(reverse("schools:record", args=[SchoolFactory(pupils=1251).pk]))
    assert [fact["value"] for fact in page.context["header"] if fact["label"] == "Pupils"] == [
        "1,251"
    ]
