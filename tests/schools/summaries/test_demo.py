"""The demo's published plans: each answer is among them, and none is looked at in vain."""

import io

import pytest
from django.core.management import call_command

from schools.address_choices import AddressAnswer
from schools.models import PublishedAddress
from schools.summaries import addresses

pytestmark = pytest.mark.django_db


def test_each_answer_is_there_and_no_check_is_due():
    call_command("demo", "--schools=120", stdout=io.StringIO())
    answers = set(PublishedAddress.objects.values_list("answer", flat=True))
    assert answers == set(AddressAnswer)
    assert addresses.due_again() == 0
