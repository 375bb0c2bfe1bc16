"""Audits as the hub and trusts see them: the list, giving one back, and what stands elsewhere."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.audits import auditing
from schools.carrying import carry
from schools.models import Audit
from tests.factories.accounts import make_user
from tests.factories.audits import open_audit, submitted_audit
from tests.factories.schools import SchoolFactory, TrustFactory, closed_school, link

LIST = reverse("schools:audits")


def rows(client, query=""):
    return [str(audit.school) for audit in client.get(LIST + query).context["page"].rows]


@pytest.fixture
def handed_in(db):
    """Two schools of a trust that have handed in, and one that is still at it."""
    trust = TrustFactory()
    for name in ("Ash School", "Oak School"):
        submitted_audit(SchoolFactory(name=name, trust=trust))
    open_audit(SchoolFactory(name="Elm School", trust=trust))
    return trust


def test_the_hub_lists_what_is_handed_in(client, handed_in, officer):
    client.force_login(officer)
    assert rows(client) == ["Oak School", "Ash School"]
    assert rows(client, "?sort=school") == ["Ash School", "Oak School"]
    assert rows(client, "?q=ash") == ["Ash School"]
    assert rows(client, f"?year={AcademicYear.current()}") == ["Oak School", "Ash School"]
    assert rows(client, "?year=2010/11") == ["Oak School", "Ash School"]
    assert "No audits match these filters." in client.get(f"{LIST}?q=nowhere").text


def test_a_trust_lists_those_of_its_schools(client, handed_in):
    submitted_audit(SchoolFactory(name="Far School"))
    client.force_login(make_user("trust", scope={"trust": handed_in}))
    assert rows(client) == ["Oak School", "Ash School"]


def test_who_has_a_school_comes_to_its_audit(client, school, lead):
    assert client.get(LIST).url == reverse("schools:audit", args=[school.pk])


def test_without_any_the_list_says_so(client, officer):
    client.force_login(officer)
    assert "No audit is handed in yet." in client.get(LIST).text


@pytest.mark.query_bound("schools:audits")
@pytest.mark.parametrize("number", [1, 60])
def test_the_list_asks_as_much_for_many_as_for_one(
    client, officer, number, django_assert_max_num_queries
):
    _handed_in_quickly(number)
    client.force_login(officer)
    client.get(LIST)
    with django_assert_max_num_queries(9):
        client.get(LIST)


def _handed_in_quickly(number):
    """Many audits without their answers."""
    for _ in range(number):
        audit = open_audit()
        filling = audit.filling
        filling.state, filling.submitted_at = "submitted", filling.started_at
        filling.save()


def test_a_school_page_for_the_hub_shows_what_is_handed_in(client, handed_in, officer):
    client.force_login(officer)
    school = Audit.objects.submitted().first().school
    text = client.get(reverse("schools:audit", args=[school.pk])).text
    assert "handed in" in text
    assert "Begin the audit" not in text
    elm = Audit.objects.open().get().school
    text = client.get(reverse("schools:audit", args=[elm.pk])).text
    assert "This school has handed in no audit yet." in text
    assert client.post(reverse("schools:audit", args=[elm.pk])).status_code == 403


def test_the_record_tells_the_hub_and_the_timeline(client, officer, school, lead):
    audit = submitted_audit(school, by=lead)
    client.force_login(officer)
    text = client.get(school.get_absolute_url()).text
    assert audit.get_absolute_url() in text
    assert f"Music audit {audit.year} handed in." in text


def test_an_open_audit_shows_in_no_timeline_but_its_schools(client, officer, school, lead):
    open_audit(school, by=lead)
    assert "Music audit" in client.get(reverse("schools:history", args=[school.pk])).text
    client.force_login(officer)
    assert "begun." not in client.get(reverse("schools:history", args=[school.pk])).text


def test_an_officer_gives_an_audit_back_and_the_school_is_told(
    client, officer, school, lead, head, url
):
    audit = submitted_audit(school, by=lead)
    client.force_login(officer)
    address = url("reopen", audit)
    assert client.post(address, {"reason": " "}).status_code == 422
    response = client.post(address, {"reason": "Two areas are mixed up."}, follow=True)
    assert "can change its audit" in response.text
    audit = Audit.objects.get()
    assert (audit.is_open, audit.reopened_by, audit.reopen_reason) == (
        True,
        officer,
        "Two areas are mixed up.",
    )
    letters = Message.objects.filter(template="schools/email/audit_reopened")
    assert {each.to for each in letters} == {lead.email, head.email}
    entry = Entry.objects.get(object_type="schools.audit", action="reopened")
    assert entry.reason == "Two areas are mixed up."
    assert client.get(audit.get_absolute_url()).status_code == 404
    client.force_login(lead)
    assert "Two areas are mixed up." in client.get(audit.get_absolute_url()).text
    auditing.submit(audit=audit, by=lead)
    letters = Message.objects.filter(template="schools/email/audit_submitted", to=lead.email)
    assert letters.count() == 2


def test_an_audit_that_is_open_cannot_be_reopened(officer, audit):
    with pytest.raises(auditing.AuditRefused, match="open already"):
        auditing.reopen(audit=audit, reason="Why", by=officer)


def test_an_open_audit_goes_along_to_the_school_that_follows(manager):
    old, new = closed_school(), SchoolFactory()
    audit = open_audit(old)
    link(old, new)
    assert "1 audit" in carry(by=manager)
    audit = Audit.objects.get()
    assert (audit.school, audit.filling.school) == (new, new)
    assert carry(by=manager) == []


def test_what_was_handed_in_stays_and_is_read_at_the_successor(client, manager):
    old, new = closed_school(), SchoolFactory()
    lead = make_user("lead", scope={"school": new})
    before = submitted_audit(old, year=AcademicYear.current() - 1)
    link(old, new)
    carry(by=manager)
    assert Audit.objects.get().school == old
    audit = submitted_audit(new, by=lead)
    client.force_login(lead)
    row = client.get(audit.get_absolute_url()).context["row"]
    assert row.before is not None
    assert before.year == row.last_year


def test_a_trust_sees_that_it_was_handed_in_and_nobody_of_the_school(client, school, lead):
    school.trust = TrustFactory()
    school.save()
    audit = submitted_audit(school, by=lead)
    client.force_login(make_user("trust", scope={"trust": school.trust}))
    for address in (audit.get_absolute_url(), school.get_absolute_url()):
        text = client.get(address).text
        assert f"{audit.year}" in text
        assert "Ada Lead" not in text
