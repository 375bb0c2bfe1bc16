"""Sorting and paging live in the address; what is unknown there is ignored."""

import pytest

from hub.lists import Column, PageLink, paginate, sort

COLUMNS = [("name", "School", "name"), ("", "Phase", ""), ("pupils", "Pupils", "roll", "number")]


def test_the_address_says_the_order(rf):
    assert sort(rf.get("/?sort=-pupils"), COLUMNS, default="name").order_by == ("-roll", "pk")


@pytest.mark.parametrize("query", ["", "sort=password", "sort=--name", "sort=%00", "sort="])
def test_an_unknown_order_counts_as_the_default(rf, query):
    assert sort(rf.get(f"/?{query}"), COLUMNS, default="-name").order_by == ("-name", "pk")


def test_headers_turn_the_order_around_and_keep_the_filters(rf):
    heads = sort(rf.get("/?phase=p&sort=name&page=4"), COLUMNS, default="name").columns
    assert heads == [
        Column("School", False, "?phase=p&sort=-name", "ascending"),
        Column("Phase"),
        Column("Pupils", True, "?phase=p&sort=pupils", ""),
    ]


def test_a_page_knows_the_ways_to_the_others(rf):
    page = paginate(rf.get("/?q=a&page=5"), list(range(200)), per_page=20)
    assert (page.rows, page.count) == (list(range(80, 100)), 200)
    assert (page.previous_url, page.next_url) == ("?q=a&page=4", "?q=a&page=6")
    assert page.numbers == [
        PageLink("1", "?q=a&page=1"),
        PageLink("…"),
        PageLink("4", "?q=a&page=4"),
        PageLink("5", "?q=a&page=5", current=True),
        PageLink("6", "?q=a&page=6"),
        PageLink("…"),
        PageLink("10", "?q=a&page=10"),
    ]


@pytest.mark.parametrize(
    ("asked", "first"), [("0", 40), ("-1", 40), ("99", 40), ("x", 0), ("9" * 5000, 0), ("%00", 0)]
)
def test_a_page_that_is_not_there_is_the_first_or_the_last(rf, asked, first):
    assert paginate(rf.get(f"/?page={asked}"), list(range(45))).rows[0] == first


def test_one_page_needs_no_numbers(rf):
    page = paginate(rf.get("/"), [1, 2])
    assert (page.numbers, page.previous_url, page.next_url) == ([], "", "")
