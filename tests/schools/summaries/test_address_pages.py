"""The page on which a school says where its summary is published."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.address_choices import AddressAnswer
from schools.choices import FactSource
from schools.models import PublishedAddress
from schools.summaries import tasks
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.summaries import URL, make_address

YEAR = str(AcademicYear.current())


@pytest.fixture
def school(db):
    return SchoolFactory(name="Oak Primary School")


@pytest.fixture
def lead(school, client):
    user = make_user("lead", scope={"school": school}, name="Lena Lead")
    client.force_login(user)
    return user


def page_of(school):
    return reverse("schools:published_address", args=[school.pk])


def test_a_lead_names_the_address_and_waits_for_the_check(school, lead, client):
    answer = client.post(
        page_of(school), {"year": YEAR, "url": "www.oak.example/music"}, follow=True
    )
    address = PublishedAddress.objects.get()
    assert (address.url, address.source, address.said_by, address.is_waiting) == (
        "https://www.oak.example/music",
        FactSource.SCHOOL,
        lead,
        True,
    )
    text = answer.content.decode()
    assert "We look at the page now" in text
    assert reverse("schools:published_address_state", args=[school.pk]) in text


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "Enter the address of the page or file"),
        ("our website", "Enter the address of the page or file"),
        ("ftp://oak.example/plan", "Enter the address of the page or file"),
        ("javascript:alert(1)", "Enter the address of the page or file"),
        ("http://oak.example:8080/plan", "not on the web’s usual ports"),
        ("http://a:b@oak.example/", "not the address of a page"),
        ("https://oak.example/" + "x" * 500, "500 characters or fewer"),
    ],
)
def test_what_is_no_address_comes_back_with_words_beside_the_field(
    school, lead, client, url, sentence
):
    answer = client.post(page_of(school), {"year": YEAR, "url": url})
    assert (answer.status_code, PublishedAddress.objects.count()) == (422, 0)
    assert sentence in answer.context["form"].errors["url"][0]
    assert answer.context["form"]["url"].value() == url


def test_an_officer_tells_what_the_hub_has_found(school, client):
    client.force_login(make_user("officer"))
    client.post(page_of(school), {"year": YEAR, "url": URL})
    assert PublishedAddress.objects.get().source == FactSource.HUB


def test_a_bursar_reads_and_does_not_tell(school, client):
    make_address(school, answer=AddressAnswer.LOOKS_RIGHT)
    client.force_login(make_user("bursar", scope={"school": school}))
    text = client.get(page_of(school)).content.decode()
    assert "Found, and it looks like the summary" in text
    assert "Tell the hub this address" not in text
    assert client.post(page_of(school), {"year": YEAR, "url": URL}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Being checked"),
        ({"answer": AddressAnswer.LOOKS_RIGHT}, "Found, and it looks like the summary"),
        (
            {"answer": AddressAnswer.LOOKS_OTHER, "found_headings": ["In the future"]},
            "1 of 5 headings were found: In the future",
        ),
        ({"answer": AddressAnswer.NOT_FOUND}, "there is no such page"),
        ({"answer": AddressAnswer.COULD_NOT, "why": "certificate"}, "certificate is not in order"),
    ],
)
def test_the_page_says_how_it_stands(school, lead, client, fields, words):
    make_address(school, **fields)
    assert words in client.get(page_of(school)).content.decode()


def test_who_waits_without_a_script_is_told_when_it_is_over(school, lead, client):
    address = make_address(school, url="http://10.0.0.1/")
    state = reverse("schools:published_address_state", args=[school.pk])
    before = client.get(state).json()["over"]
    tasks.check_address(address.pk)
    assert (before, client.get(state).json()["over"]) == (False, True)


def test_a_lead_confirms_by_hand(school, lead, client):
    address = make_address(school, answer=AddressAnswer.COULD_NOT)
    url = reverse("schools:published_address_confirm", args=[address.pk])
    text = client.post(url, follow=True).content.decode()
    assert "The hub knows that it is there" in text
    assert "I have looked: it is there" not in text


def test_an_address_that_was_replaced_is_not_confirmed_any_more(school, lead, client):
    old = make_address(school, answer=AddressAnswer.COULD_NOT, is_current=False)
    url = reverse("schools:published_address_confirm", args=[old.pk])
    assert client.post(url).status_code == 404


def test_hostile_words_of_an_address_stay_words(school, lead, client):
    make_address(school, url='https://oak.example/"><script>alert(1)</script>')
    text = client.get(page_of(school)).content.decode()
    assert "<script>alert" not in text


def test_the_page_asks_the_database_the_same_for_one_year_and_for_three(
    school, lead, client, django_assert_max_num_queries
):
    year = AcademicYear.current()
    for number in range(3):
        make_address(school, year=AcademicYear(year - number), by=lead, confirmed_by=None)
    with django_assert_max_num_queries(14):
        client.get(page_of(school))


@pytest.mark.parametrize(
    ("fields", "is_a_step"),
    [
        ({}, False),
        ({"answer": AddressAnswer.LOOKS_RIGHT}, False),
        ({"answer": AddressAnswer.NOT_FOUND}, True),
        ({"answer": AddressAnswer.LOOKS_OTHER}, True),
        ({"answer": AddressAnswer.COULD_NOT}, True),
    ],
)
def test_what_needs_an_eye_stands_on_the_schools_home(school, lead, client, fields, is_a_step):
    make_address(school, **fields)
    html = client.get(reverse("schools:home", args=[school.pk])).content.decode()
    assert ("Look where your plan is published" in html) == is_a_step


def test_the_record_leads_there(school, client):
    client.force_login(make_user("officer"))
    assert page_of(school) in client.get(school.get_absolute_url()).content.decode()
