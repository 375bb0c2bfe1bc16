"""Filter panels: unknown values are ignored, chips take one filter off each."""

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from hub.forms import FilterForm
from hub.forms.filters import Chip


class SchoolFilters(FilterForm):
    q = forms.CharField(label="Name")
    phase = forms.MultipleChoiceField(label="Phase", choices=[("p", "Primary"), ("s", "Secondary")])
    pupils = forms.IntegerField(label="Pupils")
    closed = forms.BooleanField(label="Closed schools too")


def test_filters_that_are_on_have_clean_values():
    filters = SchoolFilters(QueryDict("q=++st+alban&phase=p&pupils=200"))
    assert filters.values == {"q": "st alban", "phase": ["p"], "pupils": 200}


@pytest.mark.parametrize(
    "query", ["phase=x", "pupils=many", "q=%00", "other=1", "phase=p%00", "pupils=" + "9" * 5000]
)
def test_what_a_filter_does_not_know_counts_as_not_given(query):
    filters = SchoolFilters(QueryDict(query))
    assert (filters.values, filters.errors, filters.chips()) == ({}, {}, [])


def test_no_query_means_no_filters():
    assert (SchoolFilters().values, SchoolFilters(QueryDict("")).chips()) == ({}, [])


def test_a_chip_takes_one_value_off_and_goes_to_the_first_page():
    filters = SchoolFilters(QueryDict("phase=p&phase=s&closed=on&sort=-name&page=3"))
    assert filters.chips() == [
        Chip("Phase: Primary", "?phase=s&closed=on&sort=-name"),
        Chip("Phase: Secondary", "?phase=p&closed=on&sort=-name"),
        Chip("Closed schools too", "?phase=p&phase=s&sort=-name"),
    ]


def test_filters_are_not_marked_optional():
    assert "(optional)" not in SchoolFilters().render()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [((), "Search and filters"), (("q",), "Filters")],
    ids=["with", "without"],
)
def test_the_folded_panel_says_whether_it_holds_a_search(left_out, words):
    filters = SchoolFilters()
    for name in left_out:
        del filters.fields[name]
    panel = render_to_string("components/filter_panel.html", {"form": filters, "clear_url": "/"})
    assert panel.split("</summary>")[0].rpartition(">")[2] == words
