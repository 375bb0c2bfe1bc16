"""Who needs a second factor, and how far one gets without."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from hub import permissions
from hub.permissions import EVERYTHING, right
from tests.factories.accounts import make_user
from tests.hub.accounts.second_step import signed_in

SET_UP = "/accounts/second-factor/"
REQUIRING = [
    "manager",
    "admin",
    "officer",
    "training",
    "ensembles",
    "office",
    "finance",
    "editor",
    "tutor",
    "leader",
    "partner",
]
SCHOOL_AND_TRUST = ["lead", "head", "bursar", "trust"]


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    """Or a code would run out now and then between making and using it."""
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture
def sensitive_page():
    """A right to pupils' names, held by everybody, for as long as the test lasts."""
    right("tests.see_names", second_factor=True)(lambda user: EVERYTHING)
    yield
    del permissions.rights["tests.see_names"]


# --- who needs one


@pytest.mark.parametrize("role", REQUIRING)
def test_without_it_the_role_reaches_only_the_page_that_sets_it_up(client, db, role):
    client.force_login(make_user(role, second_factor=False))
    for name in ("account_home", "account_profile", "usersessions_list", "tokens:list"):
        assert client.get(reverse(name)).url == SET_UP
    for name in ("mfa_index", "account_logout"):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("role", ["carer", *SCHOOL_AND_TRUST])
def test_without_it_the_role_reaches_ordinary_pages(client, db, role):
    client.force_login(make_user(role, second_factor=False))
    assert client.get(reverse("account_home")).status_code == 200


def test_without_it_nothing_can_be_posted_either(client, db):
    manager = make_user("manager", second_factor=False)
    client.force_login(manager)
    response = client.post(reverse("account_profile"), {"name": "Changed"})
    manager.refresh_from_db()
    assert (response.url, manager.name == "Changed") == (SET_UP, False)


def test_without_it_staff_still_read_public_pages_and_sign_out(client, db):
    client.force_login(make_user("manager", second_factor=False))
    public = client.get(reverse("account_inactive")).status_code
    out = client.post(reverse("account_logout"))
    assert (public, out.url, "_auth_user_id" in client.session) == (200, "/", False)


def test_in_demo_mode_nobody_is_asked(client, db, settings):
    settings.HUB_DEMO = True
    client.force_login(make_user("manager", second_factor=False))
    assert client.get(reverse("account_home")).status_code == 200


def test_a_new_staff_role_asks_for_it_at_the_next_page(client, carer):
    client.force_login(carer)
    before = client.get(reverse("account_home")).status_code
    carer.grants.create(role="tutor")
    assert (before, client.get(reverse("account_home")).url) == (200, SET_UP)


@pytest.mark.parametrize("role", SCHOOL_AND_TRUST)
@pytest.mark.urls("tests.hub.accounts.sensitive_urls")
def test_school_roles_meet_it_at_pupils_names_and_come_back(
    client, role, sensitive_page, set_up_app
):
    user = make_user(role, second_factor=False)
    client = signed_in(user)
    response = client.get("/names/?page=2")
    explained = client.get(response.url).content.decode()
    set_up_app(client)
    back = client.post(reverse("mfa_view_recovery_codes"))
    assert (response.url, "shows pupils&#x27; names or money" in explained, back.url) == (
        SET_UP,
        True,
        "/names/?page=2",
    )
    assert client.get(back.url).content == b"Names of pupils"


@pytest.mark.urls("tests.hub.accounts.sensitive_urls")
def test_carers_are_not_asked_at_their_own_childrens_names(client, carer, sensitive_page):
    client.force_login(carer)
    assert client.get("/names/").content == b"Names of pupils"


@pytest.mark.parametrize("role", ["manager", "lead"])
@pytest.mark.urls("tests.hub.accounts.sensitive_urls")
def test_the_api_is_no_way_around_with_a_session(client, db, role, sensitive_page):
    client.force_login(make_user(role, second_factor=False))
    response = client.get("/api/v1/names/")
    assert (response.status_code, b"Names of pupils" in response.content) == (403, False)


@pytest.mark.parametrize("role", ["manager", "lead"])
@pytest.mark.urls("tests.hub.accounts.sensitive_urls")
def test_the_api_is_no_way_around_with_a_token(client, db, role, sensitive_page):
    from hub.api import tokens

    user = make_user(role, second_factor=True)
    _, secret = tokens.make(name="Spreadsheet", scope="read", lifetime=30, by=user)
    with_factor = client.get("/api/v1/names/", headers={"authorization": f"Bearer {secret}"})
    Authenticator.objects.filter(user=user).delete()
    without = client.get("/api/v1/names/", headers={"authorization": f"Bearer {secret}"})
    assert (with_factor.status_code, without.status_code) == (200, 403)
