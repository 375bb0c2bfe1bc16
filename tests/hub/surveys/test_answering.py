"""Answers: saving and merging, handing in, and what was answered when."""

import pytest
from django.http import QueryDict

from hub.surveys import answering, reading
from hub.surveys.answering import AnsweringRefused, Given, Incomplete, Overtaken
from hub.surveys.forms import section_form
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.surveys import make_filling, make_version


@pytest.fixture
def mary(db):
    return make_user(name="Mary Lead")


@pytest.fixture
def ben(db):
    return make_user(name="Ben Head")


def save(filling, section, by, seen=0, **answers):
    """Save these answers, as a page that was drawn at revision ``seen`` of each."""
    given = {key: each if isinstance(each, Given) else Given(each) for key, each in answers.items()}
    return answering.save(
        filling=filling, section=section, cleaned=given, seen=dict.fromkeys(given, seen), by=by
    )


def stands(filling):
    """{question key: (value, note, revision)}."""
    rows = filling.answers.select_related("question")
    return {row.question.key: (row.value, row.note, row.revision) for row in rows}


def test_what_is_new_is_saved_and_stands_on_the_trail_by_its_name_alone(filling, section, mary):
    save(filling, section, mary, choirs=2, line="In a ring", text=None)
    assert stands(filling) == {"choirs": (2, "", 1), "line": ("In a ring", "", 1)}
    entry = Entry.objects.get(action="answered")
    assert (entry.actor_id, entry.fields) == (mary.pk, {"choirs": {}, "line": {}})


def test_the_same_again_changes_nothing(filling, section, mary):
    save(filling, section, mary, choirs=2)
    assert save(filling, section, mary, seen=1, choirs=2) == []
    assert stands(filling) == {"choirs": (2, "", 1)}
    assert Entry.objects.filter(action="answered").count() == 1


def test_what_is_emptied_is_no_answer_and_what_it_was_is_kept(filling, section, mary):
    save(filling, section, mary, choirs=2)
    save(filling, section, mary, seen=1, choirs=None)
    assert stands(filling) == {"choirs": (None, "", 2)}
    earlier = filling.answers.get().earlier.get()
    assert (earlier.value, earlier.revision, earlier.by) == (2, 1, mary)


def test_two_in_one_section_keep_what_each_wrote(filling, section, mary, ben):
    save(filling, section, mary, choirs=2, line=None)
    save(filling, section, ben, choirs=None, line="In a ring")
    assert stands(filling) == {"choirs": (2, "", 1), "line": ("In a ring", "", 1)}


def test_one_chooses_and_the_other_writes_the_note(filling, section, mary, ben):
    save(filling, section, mary, level=Given("emerging"))
    save(filling, section, ben, level=Given(None, "We have a choir."))
    assert stands(filling) == {"level": ("emerging", "We have a choir.", 2)}


def test_who_left_an_answer_as_it_was_does_not_undo_the_others(filling, section, mary, ben):
    save(filling, section, mary, line="One")
    save(filling, section, ben, seen=1, line="Two")
    save(filling, section, mary, seen=1, line="One")
    assert stands(filling) == {"line": ("Two", "", 2)}


def test_who_changes_what_another_has_changed_is_asked_and_all_else_is_saved(
    filling, section, mary, ben
):
    save(filling, section, mary, line="One", choirs=1)
    save(filling, section, mary, seen=1, line="One, by Mary")
    with pytest.raises(Overtaken) as raised:
        save(filling, section, ben, seen=1, line="One, by Ben", choirs=3)
    conflict = raised.value.conflicts["line"]
    assert (conflict.theirs.value, conflict.theirs.by) == ("One, by Mary", mary)
    assert conflict.mine == Given("One, by Ben")
    assert stands(filling) == {"line": ("One, by Mary", "", 2), "choirs": (3, "", 2)}


def test_a_conflict_shows_both_and_saving_again_is_meant(filling, section, mary, ben):
    def send(data, by):
        query = QueryDict(mutable=True)
        query.update(data)
        form = section_form(filling, section, query)
        assert form.is_valid()
        answering.save(filling=filling, section=section, cleaned=form.given, seen=form.seen, by=by)

    send({"line": "By <i>Mary</i>", "level": "emerging", "level-note": "Hers"}, mary)
    mine = {
        "line": "By Ben",
        "seen-line": "0",
        "level": "",
        "choirs": "4",
        "minutes_0": "20",
        "since_0": "1",
        "since_1": "2",
        "since_2": "2026",
        "several": "emerging",
    }
    query = QueryDict(mutable=True)
    query.update(mine)
    form = section_form(filling, section, query)
    assert form.is_valid()
    with pytest.raises(Overtaken) as raised:
        answering.save(filling=filling, section=section, cleaned=form.given, seen=form.seen, by=ben)
    again = section_form(filling, section, query, overtaken=raised.value)
    page = again.render()
    assert "Mary Lead changed this at" in page
    assert "By &lt;i&gt;Mary&lt;/i&gt;" in page
    assert 'value="By Ben"' in page
    # What was sent again from that page is meant, and takes nothing else with it.
    sent = {bound.html_name: bound.data for bound in (again["line"], again["seen-line"])}
    assert (again["level"].data, again["level-note"].data) == ("emerging", "Hers")
    assert again["minutes"].data == ["20"] + [""] * 6
    assert again["since"].data == ["1", "2", "2026"]
    send(again.data.dict() | sent, ben)
    assert stands(filling)["line"] == ("By Ben", "", 2)
    assert stands(filling)["level"] == ("emerging", "Hers", 1)
    assert stands(filling)["minutes"] == ({"0": 20}, "", 1)


def test_what_another_section_asks_is_not_answered_here(filling, mary):
    other = make_version().sections.get()
    with pytest.raises(ValueError, match="no section of what"):
        save(filling, other, mary, line="One")


def test_what_was_handed_in_stands(filling, section, mary):
    save(filling, section, mary, choirs=2)
    answering.submit(filling=filling, by=mary)
    filling.refresh_from_db()
    assert (filling.is_open, filling.submitted_by) == (False, mary)
    with pytest.raises(AnsweringRefused, match="handed in meanwhile"):
        save(filling, section, mary, seen=1, choirs=3)
    with pytest.raises(AnsweringRefused, match="already"):
        answering.submit(filling=filling, by=mary)


def test_what_was_reopened_can_be_changed_again(filling, section, mary, ben):
    answering.submit(filling=filling, by=mary)
    answering.reopen(filling=filling, reason="A number was wrong", by=ben)
    save(filling, section, mary, choirs=3)
    assert stands(filling) == {"choirs": (3, "", 1)}
    assert Entry.objects.get(action="reopened").reason == "A number was wrong"
    with pytest.raises(AnsweringRefused, match="open already"):
        answering.reopen(filling=filling, reason="Again", by=ben)


def test_what_must_be_answered_is_asked_for_before_handing_in(school, mary):
    version = make_version(
        questions=[
            {"key": "first", "is_required": True},
            {"key": "second", "is_required": True},
            {"key": "third"},
        ]
    )
    filling = make_filling(version, school=school)
    save(filling, version.sections.get(), mary, first="Yes")
    with pytest.raises(Incomplete, match="Answer 1 question more") as raised:
        answering.submit(filling=filling, by=mary)
    assert [question.key for question in raised.value.missing] == ["second"]
    filling.refresh_from_db()
    assert filling.is_open


def test_a_draft_is_not_answered(school, mary):
    draft = make_version(is_draft=True)
    with pytest.raises(AnsweringRefused, match="A draft is not asked yet"):
        answering.start(version=draft, school=school, year=2026, by=mary)


def test_answers_of_a_year_ago_are_found_whatever_the_version(school, mary):
    first = make_version(questions=[{"key": "line"}])
    earlier = make_filling(first, school=school, year=2025)
    save(earlier, first.sections.get(), mary, line="As it was")
    answering.submit(filling=earlier, by=mary)
    first.state = "retired"
    first.save(update_fields=["state"])
    second = make_version(questionnaire=first.questionnaire, number=2, questions=[{"key": "line"}])
    now = make_filling(second, school=school, year=2026)
    found = reading.year_before(now)
    assert {key: each.words for key, each in reading.answers_of(found).items()} == {
        "line": "As it was"
    }
    key = first.questionnaire.key
    assert reading.last_submitted(key=key, school=school, year=2025) == earlier
    assert reading.published(key) == second


def test_asking_for_what_is_not_published_says_so(db):
    with pytest.raises(reading.NotAsked, match="nothing"):
        reading.published("nothing")


def test_saving_a_section_asks_the_database_eleven_times(
    filling, section, mary, django_assert_max_num_queries
):
    save(filling, section, mary, line="One", choirs=1)
    given = {"line": Given("Two"), "choirs": Given(2), "text": Given("New")}
    with django_assert_max_num_queries(11):
        answering.save(
            filling=filling, section=section, cleaned=given, seen={"line": 1, "choirs": 1}, by=mary
        )
