"""Two people in one area at once: neither loses a word, and what both changed is settled."""

import pytest

from hub.surveys.models import Answer, EarlierAnswer
from schools.audits import auditing
from tests.factories.audits import answer, open_audit

KEY, NOTE, SEEN = "singing-plan", "singing-plan-note", "seen-singing-plan"


@pytest.fixture
def meanwhile(audit, head):
    """The head has answered the same statement after the lead opened the page."""
    answer(audit, KEY, "established", "What the head wrote", by=head)
    return Answer.objects.get()


def typed(**more):
    return {
        KEY: "not-yet",
        NOTE: "What the lead wrote",
        SEEN: "0",
        "singing-choir": "emerging",
        "seen-singing-choir": "0",
        "go": "on",
        **more,
    }


def post(client, url, audit, **more):
    return client.post(url("area", audit, "singing"), typed(**more))


def settle(client, url, audit, page, **chosen):
    """Send the form of the page that asks, as a browser would."""
    data: dict = {}
    for name, value in page.context["carried"]:
        data.setdefault(name, []).append(value)
    return client.post(url("settle", audit, "singing"), data | {"go": "on"} | chosen)


def now():
    row = Answer.objects.get(question__key=KEY)
    return row.value, row.note


def test_both_texts_are_shown_and_everything_else_is_saved(client, audit, url, meanwhile):
    page = post(client, url, audit)
    assert page.status_code == 409
    assert "What the head wrote" in page.text
    assert "What the lead wrote" in page.text
    assert "Hal Head" in page.text
    assert now() == ("established", "What the head wrote")
    assert Answer.objects.get(question__key="singing-choir").value == "emerging"


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        ("theirs", ("established", "What the head wrote")),
        ("mine", ("not-yet", "What the lead wrote")),
        ("both", ("not-yet", "What the head wrote\n\nWhat the lead wrote")),
    ],
)
def test_what_is_chosen_stands(client, audit, url, meanwhile, choice, stands):
    page = post(client, url, audit)
    response = settle(client, url, audit, page, **{f"settle-{KEY}": choice})
    assert response.url == url("area", audit, "classroom-instruments")
    assert now() == stands


def test_what_does_not_stand_is_kept(client, audit, url, meanwhile):
    page = post(client, url, audit)
    settle(client, url, audit, page, **{f"settle-{KEY}": "mine"})
    assert EarlierAnswer.objects.get().note == "What the head wrote"


def test_without_a_choice_it_is_asked_again(client, audit, url, meanwhile):
    page = post(client, url, audit)
    response = settle(client, url, audit, page)
    assert response.status_code == 409
    assert "Choose what should stand" in response.text
    assert dict(response.context["carried"])[NOTE] == "What the lead wrote"


def test_two_notes_that_are_too_long_together_are_not_joined(client, audit, url, head):
    answer(audit, KEY, "established", "a" * 3_000, by=head)
    page = post(client, url, audit, **{NOTE: "b" * 3_000})
    response = settle(client, url, audit, page, **{f"settle-{KEY}": "both"})
    assert response.status_code == 409
    assert "Together the notes are longer than 4,000 characters" in response.text


def test_who_is_overtaken_again_is_asked_again(client, audit, url, meanwhile, head):
    page = post(client, url, audit)
    answer(audit, KEY, "exemplary", "And once more", by=head, seen=meanwhile.revision)
    response = settle(client, url, audit, page, **{f"settle-{KEY}": "mine"})
    assert response.status_code == 409
    assert "And once more" in response.text
    assert "What the lead wrote" in response.text


def test_level_and_note_of_two_people_go_together_unasked(client, audit, url, head, lead):
    answer(audit, KEY, "emerging", "", by=lead)
    answer(audit, KEY, "emerging", "A note of the head", by=head, seen=1)
    assert post(client, url, audit, **{NOTE: "", SEEN: "1"}).status_code == 302
    assert now() == ("not-yet", "A note of the head")


def test_settling_what_was_handed_in_meanwhile_changes_nothing(client, audit, url, meanwhile, head):
    page = post(client, url, audit)
    auditing.submit(audit=audit, by=head)
    response = settle(client, url, audit, page, **{f"settle-{KEY}": "mine"})
    assert response.url == url("result", audit)
    assert now() == ("established", "What the head wrote")


def test_made_up_keys_settle_nothing(client, audit, url, meanwhile):
    data = {"settle": ["cooking", "singing-choir"], "go": "later"}
    assert client.post(url("settle", audit, "singing"), data).status_code == 302
    assert now() == ("established", "What the head wrote")


def test_another_schools_audit_is_not_found(client, url, lead):
    other = open_audit()
    assert client.post(url("settle", other, "singing"), typed()).status_code == 404
