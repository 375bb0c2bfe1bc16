"""Comments of colleagues: written, told, resolved, and nobody else's."""

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from schools.models import PlanComment
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school):
    return PlanFactory(school=school)


def url(name, plan, *more):
    return reverse(f"schools:{name}", args=[plan.school_id, plan.pk, *more])


def say(client, plan, text="Every other week?", key="part-a"):
    return client.post(url("plan_comment", plan, key), {"text": text})


def test_a_comment_is_told_to_the_colleagues_without_its_words_in_the_subject(
    client, plan, lead, head
):
    client.force_login(lead)
    assert say(client, plan).url.endswith("/part-a/#comments")
    message = Message.objects.get()
    assert (message.to, message.template) == (head.email, "schools/email/plan_comment")
    assert "Every other week?" in message.text
    assert "Every" not in message.subject
    client.force_login(head)
    assert "Every other week?" in client.get(url("plan_section", plan, "part-a")).text
    assert "1 open comment" in client.get(plan.get_absolute_url()).text


def test_a_second_click_says_it_once(client, plan, lead, head):
    client.force_login(lead)
    say(client, plan)
    say(client, plan)
    assert (PlanComment.objects.count(), Message.objects.count()) == (1, 1)


def test_a_comment_on_a_list_leads_back_there(client, plan, lead):
    client.force_login(lead)
    assert client.get(say(client, plan, key="budget").url.split("#")[0]).status_code == 200


def test_it_is_resolved_and_opened_again(client, plan, lead, head):
    client.force_login(lead)
    say(client, plan)
    comment = PlanComment.objects.get()
    client.force_login(head)
    client.post(url("plan_comment_resolve", plan, comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_by == head
    assert "open comment" not in client.get(plan.get_absolute_url()).text
    client.post(url("plan_comment_resolve", plan, comment.pk))
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_one_gets_a_sentence(client, plan, lead, text):
    client.force_login(lead)
    response = say(client, plan, text)
    assert response.status_code == 422
    assert response.context["form"].errors["text"]


def test_hostile_words_are_text(client, plan, lead):
    client.force_login(lead)
    say(client, plan, "<img src=x onerror=alert(1)>")
    text = client.get(url("plan_section", plan, "part-a")).text
    assert "<img src=x" not in text


def test_an_archived_plan_takes_no_more(client, school, lead):
    client.force_login(lead)
    plan = PlanFactory(school=school, state="archived")
    response = say(client, plan)
    assert response.status_code == 422
    assert "archived" in response.text


def test_somebody_of_another_school_neither_reads_nor_resolves(client, plan, lead, stranger):
    client.force_login(lead)
    say(client, plan)
    comment = PlanComment.objects.get()
    client.force_login(stranger)
    assert say(client, plan).status_code == 404
    assert client.post(url("plan_comment_resolve", plan, comment.pk)).status_code == 404
    theirs = PlanFactory(school=stranger.live_grants[0].school)
    address = reverse(
        "schools:plan_comment_resolve", args=[theirs.school_id, theirs.pk, comment.pk]
    )
    assert client.post(address).status_code == 404
    comment.refresh_from_db()
    assert comment.resolved_at is None
