"""``manage.py demo``: a county and its sign-ins, the same for the same arguments."""

import itertools
from io import StringIO
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import transaction

from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import PASSWORD, SIGN_INS
from hub.accounts.models import RoleGrant, User
from hub.policy.models import HubSettings
from schools.choices import Phase
from schools.demo import _kinds_in_places
from schools.models import (
    District,
    Region,
    School,
    Trust,
)
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def demo(**options):
    said = StringIO()
    # As typed on the command line: call_command does not parse what it is handed as keywords.
    typed = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    call_command("demo", *typed, stdout=said)
    return said.getvalue()


def county():
    """Everything of the county that has no clock or random salt in it, as text."""
    models = [District, Region, Trust, School]
    rows = [row for model in models for row in model.objects.order_by("pk")]
    text = serializers.serialize("json", rows, use_natural_primary_keys=True)
    return text, list(RoleGrant.objects.values_list("user__email", "role", "school__urn"))


def test_there_is_a_sign_in_for_every_role():
    demo(schools=12)
    assert {grant.role for grant in RoleGrant.objects.live()} == set(Role)


def test_every_sign_in_has_the_known_password_and_a_verified_address():
    demo(schools=12)
    everybody = User.objects.order_by("pk")
    # Colleagues of the officer are there to be seen, and sign in nowhere.
    people = [each for each in everybody if each.has_usable_password()]
    assert [each.email for each in people] == [each.email for each in SIGN_INS]
    assert len({each.password for each in people}) == 1  # checked once, for hashing is slow
    assert people[0].check_password(PASSWORD)
    verified = EmailAddress.objects.filter(verified=True, primary=True, user__in=people)
    assert verified.count() == len(SIGN_INS)


def test_lead_head_and_bursar_are_of_one_primary_school():
    demo(schools=12)
    # The lead has a second school, which comes after.
    schools = RoleGrant.objects.filter(role__in=["lead", "head", "bursar"]).order_by("pk")[:3]
    assert {(grant.school.phase, grant.school_id) for grant in schools} == {
        (Phase.PRIMARY, schools[0].school_id)
    }


def test_a_county_has_300_schools_of_every_phase_with_numbers_that_no_real_school_has():
    demo()
    standing = School.objects.open().filter(urn__isnull=False)
    phases = set(standing.values_list("phase", flat=True))
    assert (standing.count(), phases) == (300, set(Phase) - {Phase.NOT_KNOWN})
    assert not School.objects.filter(urn__lt=900_000).exists()


def test_no_two_schools_of_a_large_county_share_a_name_and_a_town():
    # As they are named, before 1500 of them are given plans, audits and people.
    named = itertools.islice(_kinds_in_places(Random(1)), 1500)
    assert len({(kind.name, place[0]) for kind, place in named}) == 1500


def test_the_hub_has_a_name_and_a_safeguarding_lead():
    demo(schools=12)
    hub = HubSettings.objects.get()
    assert (hub.name, hub.safeguarding_name) == ("Westshire Music Hub", "Ruth Abernethy")


def test_running_again_changes_nothing():
    demo(schools=12)
    before = county()
    demo(schools=12)
    assert county() == before


def test_the_same_arguments_make_the_same_county():
    def without_keys():
        # By name too: some have no number.
        schools = School.objects.order_by("urn", "name")
        return list(schools.values_list("urn", "name", "pupils", "postcode"))

    with transaction.atomic():
        demo(schools=30, seed=7, as_of="2026-09-01")
        first = without_keys()
        transaction.set_rollback(True)
    assert not School.objects.exists()
    demo(schools=30, seed=7, as_of="2026-09-01")
    assert without_keys() == first


def test_what_is_not_typed_is_as_it_was_at_first():
    demo(schools=12, seed=5, as_of="2026-09-01")
    before = county()
    assert "stands already" in demo()
    assert county() == before


def test_another_county_on_top_is_refused():
    demo(schools=12)
    with pytest.raises(CommandError, match="--schools 12 --seed 1"):
        demo(schools=12, seed=2)


def test_a_database_with_somebody_whom_no_demo_made_is_refused():
    make_user("manager")
    with pytest.raises(CommandError, match="holds 1 account, whom no demo made"):
        demo()
    assert not School.objects.exists()


def test_imported_schools_do_not_count():
    SchoolFactory(urn=117000)
    demo(schools=12)
    assert School.objects.open().filter(urn__isnull=False).count() == 13


def test_the_sign_in_page_lists_them_in_demo_mode_only(client, settings):
    shown = []
    for settings.HUB_DEMO in (True, False):
        page = client.get("/accounts/login/").content.decode()
        shown.append([each.email in page for each in SIGN_INS] + [PASSWORD in page])
    assert shown == [[True] * 18, [False] * 18]


def test_it_loads_in_demo_mode_only(settings):
    settings.HUB_DEMO = settings.HUB_TEST = False
    with pytest.raises(CommandError, match="demo mode only"):
        demo()


def test_the_output_ends_with_the_table_of_sign_ins():
    block = demo(schools=12).rstrip().rpartition("\n\n")[2].splitlines()
    assert block[0] == f"Demo sign-ins (password for all: {PASSWORD})"
    assert [line.split()[0] for line in block[1:]] == [each.email for each in SIGN_INS]


@pytest.mark.parametrize("options", [{"schools": "3"}, {"seed": "-1"}, {"as_of": "soon"}])
def test_odd_arguments_are_refused_in_words(options):
    with pytest.raises(CommandError, match="invalid"):
        demo(**options)
