"""The school list: filters, order and pages in the address; its export."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hub.policy.models import LocalAuthority
from schools.choices import SchoolStatus
from schools.models import EstablishmentType
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory

LIST = reverse("schools:list")


def names(response):
    """The schools of the page, in order."""
    return [school.name for school in response.context["page"]]


@pytest.fixture
def office(client, db):
    """The client, signed in as somebody of the office."""
    client.force_login(make_user("office"))
    return client


@pytest.fixture
def schools(db):
    vale = DistrictFactory(code="E07999001", name="Vale")
    north, learn = RegionFactory(name="North"), TrustFactory(code="05999", name="Learn & Grow")
    LocalAuthority.objects.create(code="901", name="Vale County")
    city = LocalAuthority.objects.create(code="902", name="Vale City")
    for name in ("Community school", "Free schools"):
        EstablishmentType.objects.create(name=name)
    SchoolFactory(name="Beech School", phase="primary", pupils=100, district=vale, region=north)
    SchoolFactory(name="Ash School", phase="secondary", pupils=900, trust=learn)
    SchoolFactory(name="École Cedar", phase="primary", pupils=None, type_name="Free schools")
    SchoolFactory(name="Dogwood School", status=SchoolStatus.CLOSED)
    SchoolFactory(name="Elm School", status=SchoolStatus.PROPOSED)
    SchoolFactory(
        name="Fir School",
        status=SchoolStatus.CLOSING,
        phase="special",
        pupils=50,
        local_authority=city,
    )


OPEN = ["Ash School", "Beech School", "École Cedar", "Fir School"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", OPEN),
        ("?status=closed", ["Dogwood School"]),
        ("?status=proposed", ["Elm School"]),
        ("?status=any", ["Ash School", "Beech School", "Dogwood School", *OPEN[2:3], "Elm School"]),
        ("?district=E07999001", ["Beech School"]),
        ("?phase=secondary&phase=special", ["Ash School", "Fir School"]),
        ("?region=North", ["Beech School"]),
        ("?region=none", ["Ash School", "École Cedar", "Fir School"]),
        ("?trust=05999", ["Ash School"]),
        ("?trust=GROW", ["Ash School"]),
        ("?trust=nobody", []),
        ("?type=Free+schools", ["École Cedar"]),
        ("?authority=902", ["Fir School"]),
        ("?sort=phase", ["Beech School", "École Cedar", "Ash School", "Fir School"]),
        ("?phase=primary&q=cedar", ["École Cedar"]),
        ("?sort=-name", OPEN[::-1]),
        ("?sort=pupils", ["Fir School", "Beech School", "Ash School", "École Cedar"]),
        ("?sort=-pupils", ["Ash School", "Beech School", "Fir School", "École Cedar"]),
        ("?sort=-district", ["Beech School", "Ash School", "École Cedar", "Fir School"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(office, schools, query, expected):
    shown = names(office.get(LIST + query))
    # Of "any" the order matters, not the tail.
    assert shown[: len(expected)] == expected
    assert query.startswith("?status=any") or len(shown) == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        "?sort=password",
        "?sort=--name",
        "?status=nonsense",
        "?district=E00000000",
        "?phase=kindergarten",
        "?region=Nowhere",
        "?authority=999",
        "?type=Circus",
        "?after=x",
        "?before=99999999999999999999",
        "?page=99999999999999999999",
        "?page=x",
        "?q=" + "x" * 101,
        "?colour=blue",
        "?status=open",
    ],
)
def test_what_the_list_does_not_know_is_ignored(office, schools, query):
    assert names(office.get(LIST + query)) == OPEN


def test_a_nul_in_the_address_is_no_fault(office, schools):
    assert office.get(LIST + "?q=%00&district=%00&phase=%00&sort=%00").status_code in {200, 400}


def test_there_are_fifty_schools_a_page_and_a_way_on_and_back(office, db):
    SchoolFactory.create_batch(51)
    first = office.get(LIST)
    second = office.get(LIST + first.context["page"].next_url)
    back = office.get(LIST + second.context["page"].previous_url)
    assert (len(names(first)), len(names(second)), first.context["page"].count) == (50, 1, 51)
    assert names(back) == names(first)


def test_a_school_that_closed_meanwhile_still_leads_to_the_next_page(office, db):
    schools = SchoolFactory.create_batch(51)
    first = office.get(LIST)
    last = first.context["page"].rows[-1]
    last.status = SchoolStatus.CLOSED
    last.save()
    second = office.get(LIST + first.context["page"].next_url)
    assert len(schools) == 51
    assert len(names(second)) == 1
    assert last.name not in names(second)


def test_a_filter_with_nothing_to_choose_from_is_left_out(office, db):
    SchoolFactory()
    assert {"region", "district", "authority", "type"}.isdisjoint(
        office.get(LIST).context["filters"].fields
    )


def test_a_hub_of_one_authority_does_not_ask_for_it(office, db):
    LocalAuthority.objects.create(code="901", name="Vale County")
    assert "authority" not in office.get(LIST).context["filters"].fields


def test_a_chip_says_what_is_on_and_leads_to_the_first_page_without_it(office, schools):
    chips = office.get(LIST + "?authority=902&trust=grow&after=3").context["filters"].chips()
    assert [(chip.text, chip.url) for chip in chips] == [
        ("Local authority: Vale City", "?trust=grow"),
        ("Trust, or part of its name: grow", "?authority=902"),
    ]


def test_the_page_says_that_names_only_come_near(office, schools):
    assert "No school is called exactly that" in office.get(LIST + "?q=beach school").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?q=zzzzzz", "No open schools match these filters."),
        ("?q=zzzzzz&status=any", "No schools match these filters."),
        ("", "No schools yet."),
    ],
)
def test_an_empty_list_says_why(office, query, sentence):
    assert sentence in office.get(LIST + query).text


@pytest.mark.query_bound("schools:list")
@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("query", ["", "?q=school", "?phase=primary&sort=-district", "?trust=e"])
def test_the_list_asks_the_database_eight_times_at_most(
    rows, query, client, manager, django_assert_max_num_queries
):
    SchoolFactory.create_batch(
        rows, district=DistrictFactory(), trust=TrustFactory(), region=RegionFactory()
    )
    client.force_login(manager)
    client.get(LIST)  # the first page of a session writes down that it has begun
    with django_assert_max_num_queries(8):
        response = client.get(LIST + query)
    assert len(names(response)) == rows


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def read_xlsx(response):
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("route", "read"), [("schools:export", read_csv), ("schools:export_xlsx", read_xlsx)]
)
def test_the_downloads_hold_what_is_shown_in_its_order(office, schools, route, read):
    rows = read(office.get(reverse(route) + "?phase=primary&sort=-name"))
    assert [(row["School"], row["District"] or "") for row in rows] == [
        ("École Cedar", ""),
        ("Beech School", "Vale"),
    ]


def test_numbers_are_numbers_in_the_spreadsheet(office, schools):
    (row,) = read_xlsx(office.get(reverse("schools:export_xlsx") + "?q=beech"))
    assert (row["Pupils"], row["Region"]) == (100, "North")


def test_a_hostile_name_is_text_in_the_export(office, db):
    SchoolFactory(name="=HYPERLINK(1)")
    text = b"".join(office.get(reverse("schools:export")).streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text


def test_a_search_among_open_schools_leads_to_the_closed_ones(office, schools):
    page = office.get(LIST + "?q=dogwood").text
    assert 'href="?q=dogwood&amp;status=any"' in page
    assert names(office.get(LIST + "?q=dogwood&status=any")) == ["Dogwood School"]


@pytest.mark.parametrize(
    ("query", "first"),
    [("?q=mary", "St Mary’s School"), ("?q=mary&sort=name", "Abbey Primary School")],
)
def test_a_search_shows_names_with_that_word_first_until_another_order_is_asked_for(
    office, db, query, first
):
    SchoolFactory(name="St Mary’s School")
    SchoolFactory.create_batch(60, name="Abbey Primary School")
    pages = [office.get(reverse("schools:list") + query)]
    pages.append(office.get(reverse("schools:list") + pages[0].context["page"].next_url))
    assert [len(page.context["page"].rows) for page in pages] == [50, 11]
    assert pages[0].context["page"].rows[0].name == first
