"""Pages of a long list by key: each row once, in either direction, whatever comes and goes."""

import pytest
from django.db.models import F

from hub.lists import keyset, keysets, ordered
from schools.models import School
from tests.factories.schools import DistrictFactory, SchoolFactory

ORDERS = [
    ("search_name", "pk"),
    ("-search_name", "pk"),
    ("pupils", "pk"),
    ("-pupils", "pk"),
    ("district__name", "pk"),
    ("-district__name", "pk"),
    ("phase", "-pupils", "pk"),
]


@pytest.fixture
def schools(db):
    """Eleven schools with equal names, equal numbers, unknown numbers and unknown districts."""
    vale, hill = DistrictFactory(name="Vale"), DistrictFactory(name="Hill")
    for number in range(11):
        SchoolFactory(
            name=f"School {'AABBBCDDDEE'[number]}",
            pupils=[100, None, 50, 50, None, 0, 7, 900, None, 50, 8][number],
            district=[vale, None, hill][number % 3],
            phase=["primary", "secondary"][number % 2],
        )


def page(rf, query="", order=("search_name", "pk"), **options):
    return keyset(rf.get(f"/{query}"), School.objects.all(), order, per_page=3, **options)


def walk(rf, order, way, start=""):
    """The rows of every page, following one link from page to page."""
    pages, query = [], start
    while True:
        found = page(rf, query, order)
        pages.append([row.pk for row in found])
        query = getattr(found, way)
        if not query:
            return pages
        assert len(pages) < 10


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_on_shows_each_row_once_in_order(rf, schools, order):
    expected = [row.pk for row in ordered(School.objects.all(), order)]
    pages = walk(rf, order, "next_url")
    assert [len(each) for each in pages] == [3, 3, 3, 2]
    assert sum(pages, []) == expected


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_shows_each_row_once_in_order(rf, schools, order):
    every = ordered(School.objects.all(), order)
    last = list(every)[-1]
    pages = walk(rf, order, "previous_url", f"?before={last.pk}")
    # The last step back would hold one row: the first page is shown whole instead.
    assert [len(each) for each in pages] == [3, 3, 3, 3]
    assert pages[-1] == [row.pk for row in every[:3]]
    assert pages[0] == [row.pk for row in list(every)[7:10]]


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_not_known_stands_last_in_either_direction(schools, order):
    values = list(ordered(School.objects.all(), order).values_list(*order_fields(order)))
    first = [row[0] for row in values]
    assert None not in first[: len(first) - first.count(None)]


def order_fields(order):
    return [term.removeprefix("-") for term in order]


def test_the_first_page_has_no_way_back_and_the_last_no_way_on(rf, schools):
    first = page(rf)
    assert (first.previous_url, bool(first.next_url), first.numbers) == ("", True, [])
    pages = walk(rf, ("search_name", "pk"), "next_url")
    last = page(rf, f"?after={pages[-2][-1]}")
    assert (bool(last.previous_url), last.next_url) == (True, "")


def test_one_page_of_rows_has_no_ways_at_all(rf, schools):
    found = keyset(rf.get("/"), School.objects.all(), ("pk",), per_page=11)
    assert (len(found), found.count, found.previous_url, found.next_url) == (11, 11, "", "")


def test_the_ways_keep_the_filters_and_drop_the_page(rf, schools):
    second = page(rf, f"?q=school&page=4&{page(rf).next_url[1:]}")
    assert second.next_url.startswith("?q=school&after=")
    assert second.previous_url.startswith("?q=school&before=")


@pytest.mark.parametrize("given", ["", "x", "-1", "1.5", "%00", "9" * 30, "99999999", "１２"])
@pytest.mark.parametrize("key", ["after", "before"])
def test_a_row_that_there_is_not_counts_as_not_given(rf, schools, key, given):
    assert page(rf, f"?{key}={given}").rows == page(rf).rows


def test_a_row_that_this_person_may_not_see_counts_as_not_given(rf, schools):
    foreign = School.objects.order_by("search_name", "pk")[5]
    request = rf.get(f"/?after={foreign.pk}")
    mine = School.objects.exclude(pk=foreign.pk)
    assert keyset(request, mine, ("search_name", "pk"), per_page=3).rows == list(
        mine.order_by("search_name", "pk")[:3]
    )


def test_a_row_that_left_the_filter_still_marks_the_place(rf, schools):
    every = list(School.objects.order_by("search_name", "pk"))
    School.objects.filter(pk=every[2].pk).update(status="2")
    found = keyset(
        rf.get(f"/?after={every[2].pk}"),
        School.objects.filter(status="1"),
        ("search_name", "pk"),
        per_page=3,
        among=School.objects.all(),
    )
    assert found.rows == every[3:6]


def test_what_comes_and_goes_meanwhile_shifts_no_row_to_another_page(rf, schools):
    every = list(School.objects.order_by("search_name", "pk"))
    on = page(rf).next_url
    SchoolFactory(name="A new school at the front")
    every[0].delete()
    assert page(rf, on).rows == every[3:6]


def test_the_page_after_the_last_row_leads_back_to_the_first(rf, schools):
    last = School.objects.order_by("search_name", "pk").last()
    found = page(rf, f"?after={last.pk}")
    assert (found.rows, found.previous_url, found.next_url) == ([], "/", "")


@pytest.mark.parametrize(
    ("most", "words", "is_counted"),
    [(10, "more than 10", False), (11, "11", True), (5000, "11", True)],
)
def test_rows_are_counted_up_to_a_bound(rf, schools, monkeypatch, most, words, is_counted):
    monkeypatch.setattr(keysets, "MOST_COUNTED", most)
    found = page(rf)
    assert (found.count_in_words, found.is_counted) == (words, is_counted)


def test_a_deep_page_begins_in_the_index(rf, schools, django_assert_num_queries):
    place = School.objects.order_by("search_name", "pk")[5]
    with django_assert_num_queries(3) as asked:
        page(rf, f"?after={place.pk}")
    assert '"search_name" >= ' in asked[1]["sql"]


def test_a_reckoned_order_has_its_unknown_last_too(db):
    SchoolFactory(name="A", low_age=None)
    SchoolFactory(name="B", low_age=4)
    schools = School.objects.annotate(next_age=F("low_age") + 1)
    assert [each.name for each in ordered(schools, ("-next_age", "pk"))] == ["B", "A"]
