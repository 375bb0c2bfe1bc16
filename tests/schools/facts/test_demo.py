"""The demo's facts: of three years, of none, some and all, the same every time."""

import io

import pytest
from django.core.management import call_command
from django.db.models import Count

from schools.models import Fact

pytestmark = pytest.mark.django_db


def test_some_schools_have_told_nothing_some_a_little_some_all():
    call_command("demo", "--schools=60", "--as-of=2026-11-26", stdout=io.StringIO())
    assert set(Fact.objects.values_list("year", flat=True)) == {2024, 2025, 2026}
    keys = (
        Fact.objects.filter(year=2026).values("school").annotate(keys=Count("key", distinct=True))
    )
    told = sorted(each["keys"] for each in keys)
    assert len(told) < 60
    assert told[0] < 20 < told[-1]
    assert not Fact.objects.filter(holds=False).exists()
