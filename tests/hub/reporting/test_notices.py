"""E-mails about reports: of those alone that nobody waited for."""

import datetime

import pytest
from django.utils import timezone

from hub.messaging.models import Message
from hub.reporting import notices, tasks
from hub.reporting.models import ReportRun
from schools.models import School
from tests.hub.reporting.asking import ask, finish, fresh, make_parts


def test_its_person_is_told_when_a_large_report_is_ready_without_naming_anyone(
    several, schools, manager
):
    finish(ask(several, manager, word="School"))
    message = Message.objects.get()
    assert (message.to, message.subject) == (
        manager.email,
        "Your report is ready: Several schools",
    )


def test_its_person_is_told_when_a_large_report_failed(run, schools, manager):
    School.objects.filter(pk=schools[0].pk).update(name="Broken")
    make_parts(run)
    assert [(each.to, each.subject) for each in Message.objects.all()] == [
        (manager.email, "Your report could not be made: Several schools")
    ]


@pytest.mark.parametrize(("seconds", "told"), [(30, 0), (90, 1)])
def test_of_a_small_report_one_is_told_when_it_took_more_than_a_minute(
    seconds, told, tiny, schools, manager
):
    asked = ask(tiny, manager, school=schools[0].urn)
    ReportRun.objects.update(created_at=timezone.now() - datetime.timedelta(seconds=seconds))
    tasks.build_run(str(asked.pk))
    assert Message.objects.count() == told


def test_who_has_left_is_told_nothing(run, manager):
    manager.is_active = False
    manager.save()
    notices.ready(fresh(run))
    assert Message.objects.count() == 0
