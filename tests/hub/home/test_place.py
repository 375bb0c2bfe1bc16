"""Somebody with several roles, or a role at several schools, says where they want to be."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import grant, make_user
from tests.factories.schools import SchoolFactory

AREA, SCHOOL = "/home/choose-area/", "/home/choose-school/"


@pytest.fixture
def both(db):
    """A tutor who is also the mother of a pupil."""
    user = make_user("tutor", name="Tess Both")
    grant(user, "carer")
    return user


@pytest.fixture
def schools(db):
    return [SchoolFactory(name="Abbey Primary"), SchoolFactory(name="Bishop Wood School")]


@pytest.fixture
def lead(schools):
    user = make_user("lead", scope={"school": schools[0]})
    grant(user, "lead", school=schools[1])
    return user


def where(client, path="/accounts/"):
    """What the header says of where one is."""
    header = client.get(path).content.decode().split("</header>")[0]
    return re.findall(r'hub-header__area">(.*?)</span>', header)


def test_a_page_that_belongs_to_no_area_is_shown_in_the_first_of_ones_own(client, both):
    client.force_login(both)
    assert where(client) == ["Tutors and leaders"]


def test_the_choice_holds_for_every_page_that_follows(client, both):
    client.force_login(both)
    response = client.post(AREA, {"area": "parent"})
    assert (response.status_code, response.url) == (302, "/home/parent/")
    assert where(client) == where(client, "/about/privacy/") == ["Families"]
    assert client.get("/home/").url == "/family/"


def test_looking_changes_nothing(client, both):
    client.force_login(both)
    assert where(client, "/family/") == ["Families"]
    client.get(f"{AREA}?area=parent")
    assert where(client) == ["Tutors and leaders"]


def test_an_area_that_is_not_ones_own_cannot_be_chosen(client, both):
    client.force_login(both)
    assert client.post(AREA, {"area": "manager"}).status_code == 422
    assert where(client) == ["Tutors and leaders"]


def test_a_choice_ends_with_the_role(client, both):
    client.force_login(both)
    client.post(AREA, {"area": "parent"})
    both.grants.filter(role="carer").update(ended_at=timezone.now())
    assert where(client) == ["Tutors and leaders"]
    assert client.get("/home/parent/").status_code == 404


def test_the_account_page_offers_to_switch_only_where_there_is_a_choice(client, both, carer):
    client.force_login(both)
    assert AREA in client.get("/accounts/").content.decode()
    client.force_login(carer)
    assert AREA not in client.get("/accounts/").content.decode()


def test_school_pages_say_which_school_and_how_to_switch(client, lead):
    client.force_login(lead)
    assert where(client, "/home/school/") == ["Abbey Primary"]
    assert f'href="{SCHOOL}">Switch school</a>' in client.get("/home/school/").content.decode()


def test_the_school_can_be_switched(client, lead, schools):
    client.force_login(lead)
    response = client.post(SCHOOL, {"school": schools[1].pk})
    assert (response.status_code, response.url) == (302, "/home/school/")
    assert where(client, "/home/school/") == ["Bishop Wood School"]


@pytest.mark.parametrize("value", ["foreign", "99999999999999999999", "x", "", "-1"])
def test_another_school_cannot_be_chosen(client, lead, value):
    client.force_login(lead)
    value = SchoolFactory().pk if value == "foreign" else value
    assert client.post(SCHOOL, {"school": value}).status_code == 422
    assert where(client, "/home/school/") == ["Abbey Primary"]


def test_leaving_one_of_two_schools_shows_the_other(client, lead, schools):
    client.force_login(lead)
    client.post(SCHOOL, {"school": schools[1].pk})
    lead.grants.filter(school=schools[1]).update(ended_at=timezone.now())
    page = client.get("/home/school/").content.decode()
    assert where(client, "/home/school/") == ["Abbey Primary"]
    assert "Switch school" not in page


def test_a_name_cannot_bring_markup_into_the_header(client, db):
    school = SchoolFactory(name="<script>alert(1)</script>")
    client.force_login(make_user("head", scope={"school": school}))
    assert "<script>alert" not in client.get(reverse("home:area", args=["school"])).content.decode()
