"""What teachers say of their confidence, beside the area of staff and the result."""

import pytest
from django.urls import reverse

from tests.factories import confidence
from tests.factories.accounts import make_user
from tests.factories.audits import submitted_audit


def told(client, address):
    """(text, hint) of what teachers say, as the page has it; None when it has nothing."""
    helps = {each.kind: each.found for each in client.get(address).context["helps"]}
    found = helps.get("What teachers say")
    return (found[0].text, found[0].hint) if found else None


def test_beside_the_area_of_staff_stands_the_way_to_ask(client, audit, url):
    text, _ = told(client, url("area", audit, "staff"))
    assert text == "Ask teachers how confident they feel"
    assert (
        reverse("schools:confidence", args=[audit.school_id])
        in client.get(url("area", audit, "staff")).text
    )
    assert told(client, url("area", audit, "singing")) is None


@pytest.mark.parametrize(
    ("answers", "text"),
    [(4, "The confidence survey is running"), (5, "What 5 teachers say of their confidence")],
)
def test_fewer_than_five_show_no_summary(client, school, lead, answers, text):
    survey = confidence.make_confidence(school=school)
    confidence.answer(survey, times=answers)
    audit = submitted_audit(school, by=lead)
    found = told(client, audit.get_absolute_url())
    assert found[0] == text
    assert (" of 5" in found[1]) == (answers == 5)


def test_the_hub_sees_nothing_of_it(client, school, lead, officer):
    confidence.answer(confidence.make_confidence(school=school), times=5)
    audit = submitted_audit(school, by=lead)
    for user in (officer, make_user("manager")):
        client.force_login(user)
        assert told(client, audit.get_absolute_url()) is None
