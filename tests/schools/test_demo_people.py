"""The demo's people of schools."""

import pytest
from django.core.management import call_command

from hub.accounts.models import User
from schools.models import SchoolClaim

pytestmark = pytest.mark.django_db


def test_a_request_waits_for_the_head_and_the_lead_has_two_schools():
    call_command("demo", "--schools=12")
    head = User.objects.get(email="head@demo.example")
    [claim] = SchoolClaim.objects.waiting().allowing("schools.decide_claim", head)
    assert claim.user.email == "leader@demo.example"
    lead = User.objects.get(email="lead@demo.example")
    assert len({grant.school_id for grant in lead.live_grants}) == 2
