"""Two at once: one audit a school and year, and nothing is changed once it is handed in."""

import pytest
from django.db import transaction

from hub.surveys import answering
from hub.surveys.answering import AnsweringRefused, Given
from schools.audits import auditing
from schools.models import Audit
from tests.factories.accounts import make_user
from tests.factories.audits import answer, open_audit, questions
from tests.factories.schools import SchoolFactory
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school():
    questions()
    return SchoolFactory()


def test_two_who_begin_at_once_have_one_audit(school):
    lead = make_user("lead", scope={"school": school})
    head = make_user("head", scope={"school": school})
    with rival(lambda: auditing.start(school=school, by=head)) as other, transaction.atomic():
        audit, is_new = auditing.start(school=school, by=lead)
        other.start_and_wait_for_the_lock()
    assert (is_new, other.returned) == (True, (audit, False))
    assert Audit.objects.count() == 1


def test_what_is_saved_while_it_is_handed_in_is_refused(school):
    lead = make_user("lead", scope={"school": school})
    audit = open_audit(school, by=lead)
    answer(audit, "singing-plan", "emerging", by=lead)
    section = audit.filling.version.sections.get(key="spaces")

    def save():
        given = {"spaces-room": Given("not-yet")}
        answering.save(filling=audit.filling, section=section, cleaned=given, seen={}, by=lead)

    with rival(save) as other, transaction.atomic():
        auditing.submit(audit=audit, by=lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, AnsweringRefused)
    assert not audit.filling.answers.filter(question__key="spaces-room").exists()


def test_of_two_who_hand_it_in_at_once_one_does(school):
    lead = make_user("lead", scope={"school": school})
    audit = open_audit(school, by=lead)
    answer(audit, "singing-plan", "emerging", by=lead)
    with rival(lambda: auditing.submit(audit=audit, by=lead)) as other, transaction.atomic():
        auditing.submit(audit=audit, by=lead)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, auditing.AuditRefused)
