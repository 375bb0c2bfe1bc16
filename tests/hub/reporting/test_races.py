"""Two at once: one assembly, two parts, and a quota that holds."""

import pytest
from django.db import transaction

from hub.platform.choices import WorkState
from hub.reporting import runs, tasks
from hub.reporting.models import ReportPart, ReportRun
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.reporting.asking import ask, fresh, make_parts
from tests.races import rival


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_end_at_the_same_moment_put_it_together_once(several):
    manager = make_user("manager")
    SchoolFactory.create_batch(4)
    asked = ask(several, manager)
    tasks.build_run(str(asked.pk))
    make_parts(asked, 2)
    # The claim of the first is not committed when the second worker comes for the same run.
    with rival(lambda: tasks.build_run(str(asked.pk))) as other, transaction.atomic():
        assert ReportRun.objects.claim(asked.pk)
        other.start_and_wait_for_the_end()
        assert fresh(asked).attempts == 2
    assert (other.raised, fresh(asked).state, fresh(asked).attempts) == (None, "running", 2)


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_two_parts_and_neither_waits(several):
    manager = make_user("manager")
    SchoolFactory.create_batch(4)
    asked = ask(several, manager)
    tasks.build_run(str(asked.pk))
    with rival(lambda: tasks.build_part(str(asked.pk))) as other, transaction.atomic():
        first = ReportPart.objects.filter(run=asked).claim_next()
        other.start_and_wait_for_the_end()
    made = ReportPart.objects.get(state=WorkState.DONE)
    assert (first.index, made.index) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_do_not_pass_the_quota_together(several, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 1)
    manager = make_user("manager")
    with (
        rival(lambda: ask(several, manager, word="b")) as other,
        transaction.atomic(),
    ):
        ask(several, manager, word="a")
        other.start_and_wait_for_the_lock()
    assert (type(other.raised), ReportRun.objects.count()) == (runs.RunRefused, 1)
