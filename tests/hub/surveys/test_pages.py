"""The hub's pages of questionnaires: looking, drafting, editing, publishing."""

import pytest
from django.urls import reverse

from hub.surveys import answering, drafting
from hub.surveys.choices import Kind
from hub.surveys.models import Question, Version
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.factories.surveys import add_question, make_filling, make_questionnaire, make_version
from tests.sign_in import sign_in


@pytest.fixture
def asked(db):
    return make_version(
        questionnaire=make_questionnaire(key="sing", title="How we sing"),
        questions=[
            {"key": "choir", "kind": Kind.YES_NO, "wording": "A choir?", "is_required": True},
            {"key": "level", "kind": Kind.SCALE, "wording": "How well?"},
        ],
    )


@pytest.fixture
def draft(asked, manager):
    return drafting.make_draft(questionnaire=asked.questionnaire, by=manager)


@pytest.fixture(autouse=True)
def _signed_in(client, manager):
    sign_in(client, manager)


def at(name, *args):
    return reverse(f"surveys:{name}", args=args)


def question(draft, key):
    return draft.questions.get(key=key)


def send(client, address, row=None, **typed):
    """Send the form of a page as it was drawn, with what is typed over it."""
    form = client.get(address).context["form"]
    data = {}
    for bound in form:
        value = typed.pop(bound.html_name, bound.value())
        if value not in (None, False, ""):
            data[bound.html_name] = value
    return client.post(address, {k: v for k, v in (data | typed).items() if v != ""}, follow=False)


def test_the_list_says_what_is_asked_who_edits_and_how_many_answered(client, draft, manager, asked):
    filling = make_filling(asked, school=SchoolFactory())
    given = {"choir": answering.Given(False)}
    answering.save(
        filling=filling, section=asked.sections.get(), cleaned=given, seen={}, by=manager
    )
    answering.submit(filling=filling, by=manager)
    make_filling(asked, school=SchoolFactory())  # begun, not handed in
    text = client.get(at("list")).content.decode()
    row = text[text.index("How we sing") :].split("</tr>")[0]
    assert "Version 1" in row
    assert "Version 2" in row
    assert '<td data-label="Answered this year" class="hub-number">1</td>' in row


def test_a_draft_is_made_from_the_page_of_a_questionnaire(client, asked):
    response = client.post(at("make_draft", asked.questionnaire_id))
    made = Version.objects.get(questionnaire=asked.questionnaire, state="draft")
    assert response.url == at("version", made.pk)
    assert "Go on with the draft" in client.get(at("survey", asked.questionnaire_id)).text


def test_a_published_version_offers_nothing_to_edit(client, asked):
    text = client.get(at("version", asked.pk)).text
    assert "This version never changes" in text
    assert "Move down" not in text
    row = asked.questions.first()
    for name, pk in [("question", row.pk), ("section", row.section_id), ("publish", asked.pk)]:
        response = client.get(at(name, pk))
        assert response.url == at("version", asked.pk)
    response = client.post(at("question_move", row.pk), follow=True)
    assert "published or given up meanwhile" in response.text


def test_officers_look_at_drafts_and_are_offered_nothing(client, draft):
    sign_in(client, make_user("officer"))
    text = client.get(at("version", draft.pk)).text
    assert "A choir?" in text
    assert "Check and publish" not in text


def test_a_title_is_changed(client, asked):
    response = send(client, at("title", asked.questionnaire_id), title=" Singing \u202e now ")
    assert response.url == at("survey", asked.questionnaire_id)
    asked.questionnaire.refresh_from_db()
    assert asked.questionnaire.title == "Singing now"


def test_a_section_is_added_and_changed(client, draft):
    response = send(client, at("section_new", draft.pk), title="Singing", intro="One\nTwo")
    section = draft.sections.get(key="singing-2")
    assert response.url == f"{at('version', draft.pk)}#section-{section.pk}"
    send(client, at("section", section.pk), title="Later")
    section.refresh_from_db()
    assert (section.title, section.intro) == ("Later", "One\nTwo")


def test_a_question_to_choose_leads_on_to_its_answers(client, draft):
    section = draft.sections.get()
    response = send(
        client, at("question_new", section.pk), wording="Which choir?", kind=Kind.CHOICES
    )
    made = draft.questions.get(key="which-choir")
    assert response.url == at("options", made.pk)
    typed = {"words-0": "Infants", "words-1": "Juniors", "place-1": "1", "place-0": "2"}
    response = client.post(
        at("options", made.pk), typed | {"based_on": _mark(client, at("options", made.pk))}
    )
    assert response.url == f"{at('version', draft.pk)}#question-{made.pk}"
    made.refresh_from_db()
    assert [option["key"] for option in made.options] == ["juniors", "infants"]


def test_saving_answers_can_go_on_to_more(client, draft):
    address = at("options", question(draft, "level").pk)
    response = send(client, address, more="1", **{"words-3": "Exemplary", "value-3": "3"})
    assert response.url == address
    assert question(draft, "level").options[3] == {
        "key": "exemplary",
        "words": "Exemplary",
        "description": "",
        "value": 3,
    }


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"words-1": "Not yet"}, "Two answers are worded alike"),
        ({"words-1": "", "words-2": "", "description-1": "", "description-2": "",
          "value-1": "", "value-2": ""}, "Enter at least two answers"),
        ({"words-1": ""}, "Enter the answer, or empty its other boxes"),
        ({"value-0": "many"}, "A whole number from 0 to 1,000"),
        ({"words-0": "x" * 200_000}, "Answer must be 120 characters or fewer"),
    ],
)  # fmt: skip
def test_wrong_answers_are_told_and_kept(client, draft, typed, words):
    response = send(client, at("options", question(draft, "level").pk), **typed)
    assert response.status_code == 422
    assert words in response.text
    assert all(value in response.text for value in typed.values())
    assert len(question(draft, "level").options) == 3


def test_a_question_that_asks_for_a_fact_takes_its_answers_and_bounds(client, draft):
    section = draft.sections.get()
    send(
        client,
        at("question_new", section.pk),
        wording="Which scheme?",
        kind=Kind.CHOICE,
        fact_key="scheme",
    )
    scheme = draft.questions.get(fact_key="scheme")
    assert scheme.options[0]["key"] == "own"
    send(
        client,
        at("question_new", section.pk),
        wording="Choirs?",
        kind=Kind.NUMBER,
        fact_key="choirs",
    )
    assert draft.questions.get(fact_key="choirs").maximum == 60


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ({"wording": ""}, "wording", "Enter question"),
        ({"wording": "x" * 200_000}, "wording", "Question must be 300 characters or fewer"),
        (
            {"kind": Kind.TEXT, "fact_key": "choirs"},
            "fact_key",
            "“Choirs” is answered with a whole number",
        ),
        (
            {"kind": Kind.NUMBER, "minimum": "9", "maximum": "3"},
            "maximum",
            "The largest number must not be below the smallest",
        ),
        (
            {"kind": Kind.NUMBER, "maximum": "3.5"},
            "maximum",
            "Largest number, or longest text in characters must be a whole number",
        ),
        (
            {"kind": Kind.TEXT, "maximum": "20001"},
            "maximum",
            "A text is from 1 to 20,000 characters long",
        ),
    ],
)
def test_a_question_that_cannot_be_is_told_beside_the_field(client, draft, typed, name, words):
    response = send(
        client, at("question_new", draft.sections.get().pk), **({"wording": "New"} | typed)
    )
    assert response.status_code == 422
    assert response.context["form"].errors == {name: [words]}
    assert not draft.questions.filter(key="new").exists()


def test_a_fact_is_asked_once(client, draft):
    add_question(
        draft.sections.get(), key="one", wording="Choirs?", kind=Kind.NUMBER, fact_key="choirs"
    )
    response = send(
        client,
        at("question_new", draft.sections.get().pk),
        wording="New",
        kind=Kind.NUMBER,
        fact_key="choirs",
    )
    assert response.context["form"].errors == {"fact_key": ["“Choirs?” asks for this fact already"]}


def test_who_was_overtaken_keeps_what_they_typed(client, draft):
    address = at("question", question(draft, "choir").pk)
    mark = _mark(client, address)
    send(client, address, wording="First")
    response = send(client, address, wording="Second", based_on=mark)
    assert response.status_code == 422
    assert "Somebody else has changed this while you were writing" in response.text
    assert 'value="Second"' in response.text
    assert question(draft, "choir").wording == "First"


def test_a_question_is_asked_only_after_an_answer(client, draft):
    choir, level = question(draft, "choir"), question(draft, "level")
    send(client, at("condition", level.pk), answers=[f"{choir.pk}:yes"])
    level.refresh_from_db()
    assert (level.shown_if_question, level.shown_if_values) == (choir, ["yes"])
    page = client.get(at("version", draft.pk)).text
    assert "Asked only if “A choir?” is answered with Yes" in page
    send(client, at("condition", level.pk), answers="")
    level.refresh_from_db()
    assert level.shown_if_question is None
    assert "It is always asked" in client.get(at("condition", choir.pk)).text


def test_a_condition_is_of_one_question(client, draft):
    choir, level = question(draft, "choir"), question(draft, "level")
    last = add_question(draft.sections.get(), key="last")
    typed = [f"{choir.pk}:yes", f"{level.pk}:emerging"]
    response = send(client, at("condition", last.pk), answers=typed)
    assert "Tick answers to one question only" in response.text
    assert send(client, at("condition", last.pk), answers=["1:yes"]).status_code == 422


def test_what_is_moved_and_removed(client, draft):
    client.post(at("question_move", question(draft, "level").pk), {"up": "1"})
    assert list(draft.questions.values_list("key", flat=True)) == ["level", "choir"]
    client.post(at("question_remove", question(draft, "level").pk))
    assert list(draft.questions.values_list("key", flat=True)) == ["choir"]
    client.post(at("section_remove", draft.sections.get().pk))
    assert not Question.objects.filter(version=draft).exists()
    assert "No sections yet" in client.get(at("version", draft.pk)).text


def test_a_preview_checks_and_saves_nothing(client, draft):
    address = at("preview", draft.pk, "singing")
    response = client.post(address, {"level": "emerging"})
    assert response.status_code == 422
    assert "Choose an answer: A choir?" in response.text
    response = client.post(address, {"choir": "yes"}, follow=True)
    assert "Nothing was saved" in response.text
    assert not draft.fillings.exists()


def test_publishing_says_what_is_lost_and_asks_what_is_different(client, draft, asked):
    make_filling(asked)
    client.post(at("question_remove", question(draft, "level").pk))
    page = client.get(at("publish", draft.pk)).text
    assert "“How well?” is not asked any more" in page
    assert "1 who has begun goes on with version 1" in page
    assert client.post(at("publish", draft.pk)).status_code == 422
    response = client.post(at("publish", draft.pk), {"note": "Shorter"}, follow=True)
    assert "Version 2 of “How we sing” is asked from now on" in response.text
    page = client.get(at("survey", asked.questionnaire_id)).text
    assert "Shorter" in page
    assert "Retired" in page


def test_what_is_to_be_mended_has_no_button(client, draft):
    client.post(at("question_remove", question(draft, "level").pk))
    client.post(at("question_remove", question(draft, "choir").pk))
    page = client.get(at("publish", draft.pk)).text
    assert "The section “Singing” has no question." in page
    assert "Publish it" not in page
    assert client.post(at("publish", draft.pk), {"note": "x"}).status_code == 422


def test_a_draft_is_given_up(client, draft, asked):
    assert "is deleted with everything" in client.get(at("discard", draft.pk)).text
    response = client.post(at("discard", draft.pk))
    assert response.url == at("survey", asked.questionnaire_id)
    assert not Version.objects.filter(pk=draft.pk).exists()


def test_a_draft_waits_on_the_home_page_of_managers(client, draft):
    assert "Publish the draft of “How we sing”" in client.get("/home/", follow=True).text


def test_the_trail_says_what_was_edited(client, draft):
    send(client, at("question", question(draft, "choir").pk), wording="Is there a choir?")
    text = client.get("/trail/").text
    assert "changed a question of: version of a questionnaire “How we sing, version 2”" in text
    assert "A choir?, now Is there a choir?" in text


@pytest.mark.query_bound("surveys:list")
@pytest.mark.parametrize("rows", [1, 15])
def test_the_list_is_bounded(rows, client, django_assert_max_num_queries):
    for _ in range(rows):
        make_version()
    client.get(at("list"))
    with django_assert_max_num_queries(11):
        client.get(at("list"))


@pytest.mark.query_bound("surveys:survey")
@pytest.mark.parametrize("rows", [1, 15])
def test_the_versions_are_bounded(rows, client, manager, django_assert_max_num_queries):
    version = make_version(questions=[{"key": "line"}])
    for _ in range(rows):
        draft = drafting.make_draft(questionnaire=version.questionnaire, by=manager)
        drafting.publish(version=draft, note="Again", by=manager)
    client.get(at("survey", version.questionnaire_id))
    with django_assert_max_num_queries(14):
        client.get(at("survey", version.questionnaire_id))


@pytest.mark.parametrize("rows", [1, 30])
def test_a_version_is_bounded(rows, client, django_assert_max_num_queries):
    version = make_version(is_draft=True, questions=[{} for _ in range(rows)])
    client.get(at("version", version.pk))
    with django_assert_max_num_queries(14):
        client.get(at("version", version.pk))


def _mark(client, address):
    return client.get(address).context["form"]["based_on"].value()
