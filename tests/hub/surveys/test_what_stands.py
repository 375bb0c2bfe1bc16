"""What the database holds, whatever code runs: published versions, answers that were handed in."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hub.surveys.choices import FillingState, Kind, VersionState
from hub.surveys.models import Answer, Question, Section, Version
from tests.factories.surveys import add_question, make_filling, make_section, make_version, publish

FROZEN = "a published version never changes"


@pytest.fixture
def version(db):
    return make_version(questions=[{"key": "line"}])


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.questions.update(wording="Otherwise"),
        lambda version: version.questions.all()._raw_delete("default"),
        lambda version: version.sections.update(title="Otherwise"),
        lambda version: version.sections.all()._raw_delete("default"),
        lambda version: add_question(version.sections.get()),
        lambda version: make_section(version, key="new"),
        lambda version: Version.objects.filter(pk=version.pk).update(number=7),
        lambda version: Version.objects.filter(pk=version.pk).update(
            state=VersionState.DRAFT, published_at=None
        ),
        lambda version: Version.objects.filter(pk=version.pk)._raw_delete("default"),
    ],
)
def test_what_is_published_never_changes(version, change):
    with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
        change(version)


def test_nothing_moves_out_of_or_into_what_is_published(version):
    draft = make_version(is_draft=True, questions=[{"key": "line"}])
    with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
        version.questions.update(version=draft)
    with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
        draft.questions.update(version=version)


def test_what_is_published_is_retired_and_never_comes_back(version):
    Version.objects.filter(pk=version.pk).update(state=VersionState.RETIRED)
    with pytest.raises(IntegrityError, match=FROZEN), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(state=VersionState.PUBLISHED)


def test_a_draft_changes_and_goes(db):
    draft = make_version(is_draft=True, questions=[{"key": "line"}])
    draft.questions.update(wording="Otherwise")
    draft.delete()
    assert Version.objects.count() == Version.objects.exclude(pk=draft.pk).count()


def test_one_version_is_asked_and_one_is_edited(version):
    with pytest.raises(IntegrityError, match="one_version_is_asked"), transaction.atomic():
        make_version(questionnaire=version.questionnaire, number=2)
    make_version(questionnaire=version.questionnaire, number=3, is_draft=True)
    with pytest.raises(IntegrityError, match="one_version_is_edited"), transaction.atomic():
        make_version(questionnaire=version.questionnaire, number=4, is_draft=True)


def test_a_question_is_of_the_version_of_its_section(db):
    one, other = make_version(is_draft=True), make_version(is_draft=True)
    Question.objects.create(
        version=one, section=other.sections.get(), position=1, key="line", kind=Kind.TEXT
    )
    with pytest.raises(IntegrityError, match="a_question_is_of_its_sections_version"):
        _check_now()


def test_a_condition_is_of_one_version(db):
    choir = make_version(questions=[{"key": "choir", "kind": Kind.YES_NO}]).questions.get()
    section = make_version(is_draft=True).sections.get()
    add_question(section, shown_if_question=choir, shown_if_values=["yes"])
    with pytest.raises(IntegrityError, match="a_condition_is_of_one_version"):
        _check_now()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "riddle"}, "a_question_is_of_a_kind"),
        ({"options": [{"key": "a", "words": "A"}]}, "options_are_of_what_is_chosen"),
        ({"allows_not_sure": True}, "options_are_of_what_is_chosen"),
        ({"minimum": 5, "maximum": 4}, "the_least_is_not_above_the_most"),
        ({"shown_if_values": ["yes"]}, "a_condition_names_question_and_answers"),
        ({"key": "line"}, "a_question_has_its_key_alone"),
        ({"fact_key": "choirs"}, "a_fact_is_asked_once"),
    ],
)
def test_a_question_holds_together(db, fields, constraint):
    section = make_version(
        is_draft=True, questions=[{"key": "line", "fact_key": "choirs"}]
    ).sections.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        add_question(section, **fields)


def test_an_answer_is_to_what_its_filling_answers(version):
    stranger = make_version(questions=[{"key": "line"}]).questions.get()
    with pytest.raises(IntegrityError, match="what its filling answers"), transaction.atomic():
        Answer.objects.create(filling=make_filling(version), question=stranger, value="x")


def test_answers_that_were_handed_in_stand(version):
    filling = make_filling(version)
    answer = Answer.objects.create(filling=filling, question=version.questions.get(), value="x")
    filling.state, filling.submitted_at = FillingState.SUBMITTED, timezone.now()
    filling.save()
    with pytest.raises(IntegrityError, match="handed in stand"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(value="y")
    Answer.objects.filter(pk=answer.pk).update(by=None)  # that somebody is forgotten is no change


def test_places_are_changed_together(db):
    draft = make_version(is_draft=True)
    make_section(draft, key="second")
    with transaction.atomic():
        for section in draft.sections.all():
            Section.objects.filter(pk=section.pk).update(position=3 - section.position)
        _check_now()
    assert list(draft.sections.values_list("key", flat=True)) == ["second", "singing"]
    assert publish(draft).state == VersionState.PUBLISHED


def _check_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
