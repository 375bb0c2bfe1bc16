"""Charts: marks in proportion, from zero, with the same numbers in a table."""

import re

import pytest
from django.template.loader import render_to_string

from hub.charts import Bar, BarChart, LineChart, Series


def bars(*values):
    return BarChart(key="k", title="Visits", summary="S.", bars=[Bar(f"B{v}", v) for v in values])


def test_bars_are_in_proportion_to_the_longest():
    assert [mark["width"] for mark in bars(40, 10, 0).marks] == ["82.0%", "20.5%", "0.0%"]


@pytest.mark.parametrize("values", [(), (0,), (0, 0)])
def test_no_bars_or_empty_ones_are_drawn_without_a_fault(values):
    assert [mark["width"] for mark in bars(*values).marks] == ["0.0%"] * len(values)


def test_a_bar_carries_its_number_and_label_and_the_table_the_same():
    html = render_to_string("components/bar_chart.html", {"chart": bars(1200)})
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html) == ["B1200", "1,200"]
    assert '<td class="hub-number" data-label="Number">1,200</td>' in html


def test_a_chart_says_what_it_shows():
    html = render_to_string("components/bar_chart.html", {"chart": bars(1)})
    assert '<title id="k-title">Visits</title>' in html
    assert '<desc id="k-summary">S.</desc>' in html
    assert 'aria-labelledby="k-title k-summary"' in html


@pytest.fixture
def lines():
    return LineChart(
        key="k",
        title="Pupils",
        summary="S.",
        labels=["A", "B", "C"],
        series=[Series("In school", [100, None, 50]), Series("In centres", [0, 25, 50])],
        unit=" %",
    )


def test_a_gap_in_the_values_is_a_gap_in_the_line(lines):
    first, second = lines.lines
    assert (len(first["segments"]), len(first["points"])) == (0, 2)
    assert (len(second["segments"]), len(second["points"])) == (2, 3)


def test_lines_start_from_zero(lines):
    points = lines.lines[1]["points"]
    assert [point["y"] for point in points] == [lines.base, lines.base - 50, lines.base - 100]


def test_the_table_under_the_lines_shows_the_gap(lines):
    assert lines.table == [("A", ["100 %", "0 %"]), ("B", ["–", "25 %"]), ("C", ["50 %", "50 %"])]


def test_each_line_has_its_own_dashes(lines):
    assert [line["dashes"] for line in lines.lines] == ["none", "8 4"]


def test_of_many_labels_and_points_some_are_written(lines):
    many = LineChart(
        key="k",
        title="T",
        summary="S.",
        labels=[str(n) for n in range(24)],
        series=[Series("One", list(range(24)))],
    )
    assert [tick["text"] for tick in many.ticks] == ["0", "4", "8", "12", "16", "20"]
    assert [p["text"] for p in many.lines[0]["points"] if p["text"]] == ["0", "23"]


def test_numbers_at_one_place_do_not_stand_on_each_other():
    chart = LineChart(
        key="k",
        title="T",
        summary="S.",
        labels=["A", "B"],
        series=[Series("Target", [19, 180]), Series("Done", [33, None]), Series("All", [33, 137])],
    )
    told = [(p["x"], p["text_y"], p["text"]) for line in chart.lines for p in line["points"]]
    first = sorted((y, text) for x, y, text in told if x == told[0][0] and text)
    assert [text for _, text in first] == ["33", "19"]
    assert first[1][0] - first[0][0] >= chart.NEAR


def test_the_names_of_several_lines_stand_over_them(lines):
    names = [line["legend_y"] for line in lines.lines]
    assert names == sorted(names)
    assert max(names) < lines.top - lines.TOP + lines.LEGEND
    alone = LineChart(key="k", title="T", summary="S.", labels=["A"], series=[Series("One", [1])])
    assert (alone.lines[0]["legend_y"], alone.top) == (None, alone.TOP)
