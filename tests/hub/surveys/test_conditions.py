"""Questions that hang on an answer."""

import pytest
from django.http import QueryDict

from hub.surveys import answering, reading
from hub.surveys.answering import Given
from hub.surveys.choices import Kind
from hub.surveys.forms import section_form
from tests.factories.accounts import make_user
from tests.factories.surveys import add_question, make_filling, make_section, make_version, publish


@pytest.fixture
def filling(db):
    """Has it a choir? If so, how many; if there is one, who leads it (next section)."""
    version = make_version(
        is_draft=True, questions=[{"key": "choir", "kind": Kind.YES_NO, "wording": "A choir?"}]
    )
    section = version.sections.get()
    choir = section.questions.get(key="choir")
    hangs = {"shown_if_question": choir, "shown_if_values": ["yes"], "is_required": True}
    number = add_question(section, key="number", kind=Kind.NUMBER, minimum=1, **hangs)
    deeper = add_question(
        section, key="level", kind=Kind.SCALE, shown_if_question=choir, shown_if_values=["yes"]
    )
    add_question(
        section, key="why", shown_if_question=deeper, shown_if_values=["not-yet", "emerging"]
    )
    later = make_section(version, key="later", title="Later")
    add_question(later, key="leader", shown_if_question=choir, shown_if_values=["yes"])
    add_question(later, key="room")
    assert number.position == 2
    return make_filling(publish(version))


def send(filling, section="singing", **answers):
    data = QueryDict(mutable=True)
    data.update(answers)
    return section_form(filling, filling.version.sections.get(key=section), data)


def given(form):
    assert form.is_valid(), form.errors
    return {key: each.value for key, each in form.given.items()}


def test_what_is_not_asked_is_ignored_with_whatever_is_wrong_in_it(filling):
    form = send(filling, choir="no", number="lots", level="emerging", why="Because")
    assert given(form) == {"choir": False}


def test_what_is_asked_is_taken(filling):
    form = send(filling, choir="yes", number="2", level="emerging", why="Because")
    assert given(form) == {"choir": True, "number": 2, "level": "emerging", "why": "Because"}


def test_what_is_asked_is_checked(filling):
    assert list(send(filling, choir="yes", number="lots").errors) == ["number"]


def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked_either(filling):
    assert given(send(filling, level="emerging", why="Because")) == {"choir": None}


def test_what_hangs_on_an_answer_elsewhere_is_on_the_page_once_that_is_given(filling):
    def on_the_page():
        form = section_form(filling, filling.version.sections.get(key="later"))
        return [asked.question.key for asked in form.questions]

    assert on_the_page() == ["room"]
    by = make_user()
    section = filling.version.sections.get(key="singing")
    cleaned = {"choir": Given(True), "number": Given(1)}
    answering.save(filling=filling, section=section, cleaned=cleaned, seen={}, by=by)
    assert on_the_page() == ["leader", "room"]


def test_what_was_answered_and_is_not_asked_any_more_does_not_count_and_is_not_lost(filling):
    section, by = filling.version.sections.get(key="singing"), make_user()

    def save(seen, **answers):
        cleaned = {key: Given(value) for key, value in answers.items()}
        seen = dict.fromkeys(cleaned, seen)
        answering.save(filling=filling, section=section, cleaned=cleaned, seen=seen, by=by)

    save(0, choir=True, number=2)
    save(1, choir=False)
    assert list(reading.answers_of(filling)) == ["choir"]
    assert filling.answers.get(question__key="number").value == 2
    answering.submit(filling=filling, by=by)  # the number is required, but not asked


def test_the_condition_is_said_for_those_without_script(filling):
    page = section_form(filling, filling.version.sections.get(key="singing")).render()
    assert "Only if you answered “Yes” to: A choir?" in page
    assert 'data-depends-on="choir" data-depends-values="yes"' in page
