"""The demo's audits: of three years, of none, some and all schools, as its facts say."""

import io

import pytest
from django.core.management import call_command

from hub.accounts.models import User
from schools.audits.outcome import result_of
from schools.models import Audit, Fact

pytestmark = pytest.mark.django_db


def test_what_the_audits_come_to_is_what_the_facts_say():
    call_command("demo", "--schools=40", "--as-of=2026-11-26", stdout=io.StringIO())
    handed_in = Audit.objects.submitted().select_related("filling__version")
    assert set(handed_in.values_list("year", flat=True)) == {2024, 2025, 2026}
    for audit in handed_in[:12]:
        facts = Fact.objects.filter(school=audit.school_id, year=audit.year, holds=True)
        told = facts.filter(key__startswith="audit-").values_list("key", "number")
        levels = {f"audit-{area}": level for area, level in result_of(audit).levels.items()}
        assert levels == {key: int(number) for key, number in told}
    lead = User.objects.get(email="lead@demo.example")
    mine = Audit.objects.visible_to(lead).filter(school__grants__user=lead).distinct()
    own = mine.filter(filling__started_by=lead)
    assert [(each.year, each.is_open) for each in own.select_related("filling")] == [
        (2026, True),
        (2025, False),
        (2024, False),
    ]
    assert Audit.objects.open().count() > 1
