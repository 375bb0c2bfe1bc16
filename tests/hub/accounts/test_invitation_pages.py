"""The page behind an invitation's link: each way to use it, and each way in which it is refused."""

import pytest
from django.urls import reverse

from hub.accounts import invitations, roles
from hub.accounts.models import RoleGrant, User
from schools.choices import SchoolStatus
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.invitations import invite, invitee
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.test_invitations import NEW, run_out

TYPED = {"name": "Nora Novak", "password": "kettle velvet sparrow"}


@pytest.fixture
def invitation(manager):
    return invite(NEW, "officer", manager)


def page_of(invitation):
    return reverse("invitations:accept", args=[invitation.token])


def text(response):
    return " ".join(response.content.decode().split())


# --- without an account ---------------------------------------------------------------------------


def test_the_page_says_what_the_invitation_is_for(client, invitation, manager):
    shown = text(client.get(page_of(invitation)))
    assert [
        words in shown for words in ("School visits officer", str(manager), NEW, "Answer by")
    ] == [True] * 4


def test_signing_up_makes_the_account_proves_the_address_and_signs_in(client, invitation):
    response = client.post(page_of(invitation), TYPED)
    user = User.objects.get(email=NEW)
    address = user.emailaddress_set.get()
    assert (response.status_code, response["Location"]) == (302, "/home/")
    assert (user.name, user.check_password(TYPED["password"])) == ("Nora Novak", True)
    assert (address.email, address.verified, address.primary) == (NEW, True, True)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.live_roles == {"officer"}


def test_a_new_officer_is_sent_to_set_up_a_second_factor(client, invitation):
    client.post(page_of(invitation), TYPED)
    assert client.get("/home/")["Location"] == reverse("mfa_index")


def test_another_address_that_is_posted_changes_nothing(client, invitation):
    client.post(page_of(invitation), {**TYPED, "email": "thief@people.example", "role": "manager"})
    assert list(RoleGrant.objects.filter(user__email=NEW).values_list("role", flat=True)) == [
        "officer"
    ]
    assert not User.objects.filter(email="thief@people.example").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "", "password": TYPED["password"]}, "Enter full name"),
        ({"name": "Nora", "password": ""}, "Enter password"),
        ({"name": "Nora", "password": "short"}, "Password must have at least 10 characters"),
        ({"name": "Nora", "password": "new.person"}, "too similar"),
        ({"name": "Nora", "password": "password123"}, "Password"),
        ({"name": "Nora\0", "password": TYPED["password"]}, ""),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_no_account(client, invitation, typed, sentence):
    response = client.post(page_of(invitation), typed)
    assert response.status_code in {400, 422}
    assert sentence in text(response)
    assert not User.objects.filter(email=NEW).exists()


# --- with an account ------------------------------------------------------------------------------


def test_who_has_an_account_is_asked_to_sign_in_and_comes_back(client, invitation):
    invitee(email=NEW)
    page = page_of(invitation)
    shown = text(client.get(page))
    assert "Sign in, and this page comes back" in shown
    response = client.post(
        reverse("account_login"), {"login": NEW, "password": PASSWORD, "next": page}
    )
    assert response["Location"] == page


def test_accepting_while_signed_in_gives_the_role(client, invitation):
    user = invitee(email=NEW)
    client.force_login(user)
    assert client.get(page_of(invitation)).status_code == 200
    assert client.post(page_of(invitation))["Location"] == "/home/"
    assert User.objects.get(pk=user.pk).live_roles == {"officer"}


def test_looking_at_the_page_accepts_nothing(client, invitation):
    client.force_login(invitee(email=NEW))
    client.get(page_of(invitation))
    assert not RoleGrant.objects.filter(user__email=NEW).exists()


def test_signing_up_over_an_account_that_came_meanwhile_leads_to_sign_in(client, invitation):
    invitee(email=NEW)
    response = client.post(page_of(invitation), TYPED)
    assert response["Location"].startswith(reverse("account_login"))


# --- refusals, each with its own sentence ---------------------------------------------------------


def refusal(client, invitation, method="get"):
    response = getattr(client, method)(page_of(invitation))
    return response.status_code, text(response)


def test_another_address_is_refused_with_a_way_out(client, invitation):
    client.force_login(invitee(email="other@people.example"))
    for method in ("get", "post"):
        status, shown = refusal(client, invitation, method)
        assert status == 403
        assert "for another e-mail address than other@people.example" in shown
        assert "Sign out" in shown
        assert NEW not in shown


def test_a_used_link_is_gone(client, invitation):
    invitations.accept(token=invitation.token, by=invitee(email=NEW))
    status, shown = refusal(client, invitation)
    assert (status, "has been used" in shown) == (410, True)


def test_a_link_that_ran_out_is_gone(client, invitation):
    run_out(invitation)
    status, shown = refusal(client, invitation)
    assert (status, "has run out" in shown) == (410, True)


def test_a_withdrawn_link_is_gone(client, invitation, manager):
    invitations.revoke(invitation=invitation, by=manager)
    status, shown = refusal(client, invitation)
    assert (status, "was withdrawn" in shown) == (410, True)


def test_a_link_whose_inviter_was_ended_is_gone(client, manager, administrator):
    school = SchoolFactory()
    head = make_user("head", scope={"school": school})
    invitation = invite(NEW, "lead", head, school=school)
    roles.end(grant=head.grants.get(), by=administrator)
    assert refusal(client, invitation)[0] == 410


def test_a_link_to_a_school_that_closed_is_gone(client, manager):
    school = SchoolFactory()
    invitation = invite(NEW, "lead", manager, school=school)
    school.status = SchoolStatus.CLOSED
    school.save()
    status, shown = refusal(client, invitation)
    assert (status, "is closed" in shown) == (410, True)


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "%ff", "..", "é" * 20, "9" * 3000])
def test_an_altered_link_is_not_found_and_never_a_fault(client, db, token):
    assert client.get(f"/invitation/{token}/").status_code in {400, 404}


def test_a_closed_account_is_refused(client, invitation):
    invitee(email=NEW, is_active=False)
    response = client.post(reverse("account_login"), {"login": NEW, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert response.status_code in {302, 422}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, invitation, method):
    assert getattr(client, method)(page_of(invitation)).status_code == 405
