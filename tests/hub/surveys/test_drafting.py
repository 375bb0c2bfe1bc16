"""Drafts: made from what is asked, edited, checked, published, given up."""

import pytest

from hub.surveys import checking, drafting, editing
from hub.surveys.choices import Kind, VersionState
from hub.surveys.drafting import ChangedMeanwhile, EditingRefused
from hub.surveys.models import Question, Version
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.surveys import (
    LEVELS,
    add_question,
    make_questionnaire,
    make_section,
    make_version,
)


@pytest.fixture
def asked(db):
    """A published version: is there a choir, and if so which."""
    version = make_version(
        is_draft=True, questions=[{"key": "choir", "kind": Kind.YES_NO, "wording": "A choir?"}]
    )
    section = version.sections.get()
    add_question(
        section,
        key="which",
        wording="Which?",
        shown_if_question=version.questions.get(),
        shown_if_values=["yes"],
    )
    add_question(section, key="level", kind=Kind.SCALE, wording="How well?")
    version.state, version.published_at = VersionState.PUBLISHED, version.created_at
    version.save()
    return version


@pytest.fixture
def draft(asked, manager):
    return drafting.make_draft(questionnaire=asked.questionnaire, by=manager)


def question(draft, key):
    return draft.questions.select_related("section", "shown_if_question", "version").get(key=key)


def change(draft, key, by, **values):
    row = question(draft, key)
    return editing.change_question(question=row, values=values, based_on=checking.mark(row), by=by)


def test_a_draft_begins_as_what_is_asked_now(asked, draft):
    def told(version):
        return [
            (each.section.key, each.position, each.key, each.wording, each.options)
            for each in checking.in_order(version)
        ]

    assert (draft.number, draft.state) == (2, VersionState.DRAFT)
    assert told(draft) == told(asked)
    which = question(draft, "which")
    assert which.shown_if_question == question(draft, "choir")
    assert checking.differences(asked, draft) == []


def test_there_is_one_draft(asked, draft, manager):
    assert drafting.make_draft(questionnaire=asked.questionnaire, by=manager) == draft
    assert Entry.objects.filter(action="drafted").count() == 1


def test_a_draft_of_nothing_is_empty(db, manager):
    draft = drafting.make_draft(questionnaire=make_questionnaire(), by=manager)
    assert (draft.number, [each.sentence for each in checking.problems(draft)]) == (
        1,
        ["There is no section and no question yet."],
    )


def test_publishing_retires_what_was_asked(asked, draft, manager):
    change(draft, "choir", manager, wording="Is there a choir?")
    drafting.publish(version=draft, note="Asks for choirs plainly", by=manager)
    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (asked.state, draft.state, draft.published_by) == ("retired", "published", manager)
    assert draft.note == "Asks for choirs plainly"
    entry = Entry.objects.get(action="published")
    assert entry.fields == {"number": {"from": "1", "to": "2"}}


def test_what_is_to_be_mended_is_not_published(draft, manager):
    make_section(draft, key="empty", title="Empty")
    with pytest.raises(EditingRefused, match="to be mended"):
        drafting.publish(version=draft, note="", by=manager)


def test_giving_a_draft_up_leaves_what_is_asked(asked, draft, manager):
    drafting.discard(version=draft, by=manager)
    assert list(Version.objects.filter(questionnaire=asked.questionnaire)) == [asked]
    assert Entry.objects.get(action="gave up the draft of").reason == "Version 2"


def test_what_was_published_meanwhile_is_not_edited_any_more(draft, manager):
    row = question(draft, "choir")
    drafting.publish(version=draft, note="x", by=manager)
    for verb in (
        lambda: drafting.discard(version=draft, by=manager),
        lambda: drafting.add_section(version=draft, title="T", intro="", key="t", by=manager),
        lambda: editing.remove_question(question=row, by=manager),
        lambda: editing.move_question(question=row, up=False, by=manager),
    ):
        with pytest.raises(EditingRefused, match="published or given up meanwhile"):
            verb()


def test_sections_are_added_called_otherwise_moved_and_removed(draft, manager):
    new = drafting.add_section(
        version=draft, title="Later", intro="Think.", key="later", by=manager
    )
    drafting.change_section(
        section=new, title="Sooner", intro="", based_on=checking.mark(new), by=manager
    )
    drafting.move_section(section=new, up=True, by=manager)
    assert list(draft.sections.values_list("title", "intro")) == [("Sooner", ""), ("Singing", "")]
    drafting.remove_section(section=new, by=manager)
    assert list(draft.sections.values_list("title", flat=True)) == ["Singing"]


def test_moving_beyond_the_end_changes_nothing(draft, manager):
    drafting.move_section(section=draft.sections.get(), up=True, by=manager)
    editing.move_question(question=question(draft, "level"), up=False, by=manager)
    assert [each.key for each in checking.in_order(draft)] == ["choir", "which", "level"]
    assert not Entry.objects.filter(action__startswith="moved").exists()


def test_a_question_moves_in_its_section_and_to_another(draft, manager):
    editing.move_question(question=question(draft, "level"), up=True, by=manager)
    assert [each.key for each in checking.in_order(draft)] == ["choir", "level", "which"]
    other = make_section(draft, key="other", title="Other", questions=[{"key": "last"}])
    row = question(draft, "level")
    editing.change_question(
        question=row, values={}, section=other, based_on=checking.mark(row), by=manager
    )
    assert [each.key for each in checking.in_order(draft)] == ["choir", "which", "last", "level"]


def test_a_question_keeps_its_key_whatever_it_says(draft, manager):
    change(draft, "choir", manager, wording="Do you sing?")
    assert question(draft, "choir").wording == "Do you sing?"
    entry = Entry.objects.get(action="changed a question of")
    assert entry.fields == {"wording": {"from": "A choir?", "to": "Do you sing?"}}


def test_another_kind_has_no_answers_to_choose_from(draft, manager):
    change(draft, "level", manager, kind=Kind.TEXT)
    assert question(draft, "level").options == []


def test_of_two_who_edit_the_same_question_the_second_is_told(draft, manager):
    row = question(draft, "choir")
    mark = checking.mark(row)
    change(draft, "choir", manager, wording="First")
    with pytest.raises(ChangedMeanwhile):
        editing.change_question(
            question=row, values={"wording": "Second"}, based_on=mark, by=manager
        )
    assert question(draft, "choir").wording == "First"


def test_moving_a_question_is_no_change_of_it(draft, manager):
    mark = checking.mark(question(draft, "choir"))
    editing.move_question(question=question(draft, "choir"), up=False, by=manager)
    assert checking.mark(question(draft, "choir")) == mark


def test_what_was_removed_meanwhile_is_said(draft, manager):
    row = question(draft, "level")
    editing.remove_question(question=row, by=manager)
    row.pk = row.pk or 1
    with pytest.raises(EditingRefused, match="removed this question meanwhile"):
        editing.change_question(question=row, values={}, based_on="", by=manager)


def test_answers_to_choose_keep_their_keys_and_new_ones_get_one(draft, manager):
    row = question(draft, "level")
    options = [
        {**LEVELS[1], "words": "Begun"},
        {"key": "", "words": "Emerging", "description": "", "value": None},
        {"key": "", "words": "Not sure", "description": "", "value": None},
        {"key": "", "words": "¿?", "description": "", "value": None},
    ]
    editing.set_options(question=row, options=options, based_on=checking.mark(row), by=manager)
    keys = [option["key"] for option in question(draft, "level").options]
    assert keys == ["emerging", "emerging-2", "not-sure-2", "answer"]


def test_a_question_on_which_another_hangs_is_not_removed(draft, manager):
    with pytest.raises(EditingRefused, match="Whether “Which\\?” is asked depends on this"):
        editing.remove_question(question=question(draft, "choir"), by=manager)
    later = make_section(draft, key="later", title="Later")
    add_question(
        later,
        key="who",
        wording="Who?",
        shown_if_question=question(draft, "choir"),
        shown_if_values=["yes"],
    )
    with pytest.raises(EditingRefused, match="Whether “Who\\?” is asked"):
        drafting.remove_section(section=draft.sections.get(key="singing"), by=manager)


def test_a_condition_is_set_and_taken_away(draft, manager):
    def set_condition(key, parent, values):
        row = question(draft, key)
        editing.set_condition(
            question=row, parent=parent, values=values, based_on=checking.mark(row), by=manager
        )

    set_condition("level", question(draft, "choir"), ["no"])
    assert checking.condition_words(question(draft, "level")) == (
        "if “A choir?” is answered with No"
    )
    set_condition("level", None, ["no"])
    assert question(draft, "level").shown_if_values == []
    with pytest.raises(EditingRefused, match="an earlier one only"):
        set_condition("choir", question(draft, "which"), ["yes"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": Kind.CHOICE, "options": LEVELS[:1]}, "“New” needs two answers to choose from."),
        (
            {"fact_key": "nothing"},
            "“New” asks for a fact that there is not any more.",
        ),
        (
            {"fact_key": "choirs"},
            "“New” asks for “Choirs”, which is answered with a whole number.",
        ),
        (
            {"fact_key": "choirs", "kind": Kind.NUMBER},
            "“New” asks for “Choirs”, which is 60 at most. Set that bound.",
        ),
        (
            {"fact_key": "music-lead"},
            "“New” asks for “Music lead”, which is 120 characters at most.",
        ),
        (
            {"fact_key": "scheme", "kind": Kind.CHOICE, "options": LEVELS},
            "“New” has an answer that “Scheme of work” does not know.",
        ),
    ],
)
def test_what_is_to_be_mended_is_said(draft, fields, sentence):
    add_question(draft.sections.get(), **{"key": "new", "wording": "New"} | fields)
    assert [each.sentence for each in checking.problems(draft)] == [sentence]


def test_conditions_that_cannot_be_met_are_to_be_mended(draft, manager):
    editing.move_question(question=question(draft, "choir"), up=False, by=manager)
    assert [each.sentence for each in checking.problems(draft)] == [
        "“Which?” depends on a question that comes after it."
    ]
    editing.move_question(question=question(draft, "choir"), up=True, by=manager)
    change(draft, "choir", manager, kind=Kind.TEXT)
    assert [each.sentence for each in checking.problems(draft)] == [
        "“Which?” depends on an answer that cannot be given any more."
    ]


def test_what_the_portal_reads_itself_must_stay(draft, manager, monkeypatch):
    from hub.surveys import starting
    from hub.surveys.starting import Asks, Part, Start

    part = Part("p", "P", "", [Asks("level", Kind.SCALE, "How well?")])
    start = Start("k", "K", "", [part], frozenset({"level"}))
    monkeypatch.setattr(starting, "of", lambda key: start)
    assert checking.problems(draft) == []
    editing.remove_question(question=question(draft, "level"), by=manager)
    assert [each.sentence for each in checking.problems(draft)] == [
        "The portal counts on “How well?”, which is missing or of another kind."
    ]


def test_the_check_page_knows_what_cannot_be_compared_any_more(asked, draft, manager):
    change(draft, "choir", manager, wording="Is there a choir?", help="Any.", is_required=True)
    change(draft, "which", manager, kind=Kind.LONG_TEXT)
    row = question(draft, "level")
    editing.set_options(question=row, options=LEVELS[:2], based_on=checking.mark(row), by=manager)
    add_question(draft.sections.get(), key="new", wording="New?")
    found = [(each.wording, each.what, each.loses) for each in checking.differences(asked, draft)]
    assert found == [
        ("Is there a choir?", "was “A choir?”", False),
        ("Is there a choir?", "has another help text", False),
        ("Is there a choir?", "must be answered, or need not be any more", False),
        ("Which?", "takes a longer text, not a line of text", True),
        (
            "Which?",
            "is asked if “Is there a choir?” is answered with Yes",
            False,
        ),
        ("How well?", "cannot be answered with Established", True),
        ("New?", "is new", False),
    ]
    editing.remove_question(question=question(draft, "level"), by=manager)
    assert ("How well?", "is not asked any more", True) in [
        (each.wording, each.what, each.loses) for each in checking.differences(asked, draft)
    ]


def test_keys_are_free_in_their_version(draft):
    assert editing.free_key(draft, "Choir") == "choir-2"
    assert editing.free_key(draft, "x" * 300) == "x" * 40


def test_titles_of_questionnaires_change_in_all_versions(asked, manager):
    drafting.change_title(questionnaire=asked.questionnaire, title="Choirs", purpose="", by=manager)
    drafting.change_title(questionnaire=asked.questionnaire, title="Choirs", purpose="", by=manager)
    assert str(Version.objects.get(pk=asked.pk)) == "Choirs, version 1"
    assert Entry.objects.filter(action="changed").count() == 1


def test_somebody_who_is_forgotten_leaves_what_they_published(draft):
    by = make_user("manager")
    drafting.publish(version=draft, note="x", by=by)
    Version.objects.filter(pk=draft.pk).update(published_by=None)
    assert Question.objects.filter(version=draft).count() == 3
