"""Every kind of question: what it takes, how it is kept, how it reads, and what it refuses."""

import pytest
from django.http import QueryDict

from hub.surveys import kinds
from hub.surveys.choices import Kind
from hub.surveys.forms import section_form


def send(filling, section, **answers):
    """The form of the section as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        name = name.replace("__", "_").replace("has_choir", "has-choir")
        data.setlist(name, value if isinstance(value, list) else [value])
    return section_form(filling, section, data)


@pytest.mark.parametrize(
    ("key", "sent", "kept", "read"),
    [
        ("level", {"level": "emerging"}, "emerging", "Emerging"),
        ("level", {"level": "not-sure"}, "not-sure", "Not sure"),
        ("who", {"who": "not-yet"}, "not-yet", "Not yet"),
        (
            "several",
            {"several": ["not-yet", "emerging"]},
            ["not-yet", "emerging"],
            "Not yet, Emerging",
        ),
        ("choirs", {"choirs": " 12 "}, 12, "12 choirs"),
        ("budget", {"budget": "£1,200.5"}, "1200.50", "£1,200.50"),
        ("line", {"line": "  In  a ring\u202e "}, "In a ring", "In a ring"),
        ("text", {"text": "One\r\n\r\nTwo\u200b"}, "One\n\nTwo", "One\n\nTwo"),
        (
            "minutes",
            {"minutes_0": "30", "minutes_6": "1 00"},
            {"0": 30, "6": 100},
            "Reception: 30, Year 6: 100 minutes",
        ),
        ("has-choir", {"has_choir": "no"}, False, "No"),
        (
            "since",
            {"since__0": "12", "since__1": "march", "since__2": "2026"},
            "2026-03-12",
            "12 March 2026",
        ),
        ("page", {"page": "school.example/music"}, "https://school.example/music", None),
    ],
)
def test_an_answer_is_kept_and_read(filling, section, key, sent, kept, read):
    form = send(filling, section, **sent)
    assert (form.is_valid(), form.errors) == (True, {})
    assert form.given[key].value == kept
    question = section.questions.get(key=key)
    assert kinds.words(question, kept) == (read or kept)
    assert kinds.to_store(question, kinds.to_show(question, kept)) == kept


@pytest.mark.parametrize(
    ("sent", "name", "words"),
    [
        ({"level": "splendid"}, "level", "Choose an answer: How do you sing?"),
        ({"several": ["splendid"]}, "several", "Choose an answer: How do you sing?"),
        ({"choirs": "51"}, "choirs", "Enter a whole number from 0 to 50: How do you sing?"),
        ({"choirs": "-1"}, "choirs", "Enter a whole number from 0 to 50: How do you sing?"),
        ({"choirs": "9" * 5000}, "choirs", "Enter a whole number from 0 to 50: How do you sing?"),
        ({"choirs": "1.5"}, "choirs", "Enter a whole number from 0 to 50: How do you sing?"),
        ({"choirs": "٣"}, "choirs", "Enter a whole number from 0 to 50: How do you sing?"),
        (
            {"budget": "100001"},
            "budget",
            "Enter an amount from £0 to £100,000: How do you sing?",
        ),
        ({"budget": "NaN"}, "budget", "Enter an amount in pounds, like 96 or 96.50"),
        (
            {"text": "x" * 200_000},
            "text",
            "Your answer must be 500 characters or fewer: How do you sing?",
        ),
        (
            {"minutes_0": "30", "minutes_1": "301", "minutes_2": "lots"},
            "minutes",
            "Enter a whole number from 0 to 300: How do you sing? (Year 1, Year 2)",
        ),
        ({"has_choir": "perhaps"}, "has-choir", "Choose an answer: How do you sing?"),
        (
            {"page": "javascript:alert(1)"},
            "page",
            "Enter a web address, like https://www.example.com: How do you sing?",
        ),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_question(filling, section, sent, name, words):
    form = send(filling, section, **sent)
    assert form.errors == {name: [words]}


def test_what_was_typed_wrongly_stands_in_the_form_again(filling, section):
    text = "<b>Loud</b> & " + "x" * 200_000
    page = send(filling, section, text=text, choirs="lots").render()
    assert "&lt;b&gt;Loud&lt;/b&gt; &amp; xxx" in page
    assert page.count("x" * 200_000) == 1
    assert 'value="lots"' in page


def test_year_groups_are_those_of_the_school(filling, section):
    widget = section_form(filling, section).fields["minutes"].widget
    assert widget.codes == ["0", "1", "2", "3", "4", "5", "6"]


def test_each_kind_has_a_field():
    assert set(kinds._FIELDS) == set(Kind)
