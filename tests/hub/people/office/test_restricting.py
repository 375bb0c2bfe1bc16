"""What the office keeps from a carer: set and lifted with a ground, after a page that explains."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.people import exporting, restricting
from hub.people.models import CarerInvitation, CarerLink, FamilyExport, Pupil
from hub.people.refusals import FamilyRefused
from hub.trail.models import Entry
from tests.factories.people import CarerLinkFactory, make_carer

GROUND = "Family Court, order of 3 May 2026"


@pytest.fixture
def link(robin):
    """Of a second carer with an account who books and pays."""
    return CarerLinkFactory(carer=make_carer(), pupil=robin, relationship="father")


def restrict_url(link):
    return reverse("families:restrict", args=[link.pk])


def test_nothing_is_changed_before_the_page_that_says_what_follows(as_office, link):
    form = {"restriction": "contact", "words": GROUND}
    answer = as_office.post(restrict_url(link), form)
    page = answer.content.decode()
    link.refresh_from_db()
    assert (answer.status_code, link.restriction) == (200, "")
    assert "sees nothing of Robin any more" in page
    assert "no longer see this person among those who care for the child" in page
    assert "is not told that there is a restriction" in page
    as_office.post(restrict_url(link), form | {"confirm": "yes"})
    link.refresh_from_db()
    assert (link.restriction, link.restriction_words) == ("contact", GROUND)
    assert (link.may_book, link.pays) == (False, False)


def test_the_trail_says_that_it_was_set_and_not_what(as_office, office, link):
    as_office.post(
        restrict_url(link), {"restriction": "whereabouts", "words": GROUND, "confirm": "yes"}
    )
    entry = Entry.objects.get(action="restricted")
    assert entry.actor_id == office.pk
    assert entry.fields == {"restriction": {}, "restriction_words": {}}


@pytest.mark.parametrize(
    "typed", [{"restriction": "", "words": GROUND}, {"restriction": "prison", "words": GROUND}]
)
def test_a_restriction_that_there_is_not_is_refused(typed, as_office, link):
    assert as_office.post(restrict_url(link), typed | {"confirm": "yes"}).status_code == 422


def test_a_restriction_needs_a_ground(as_office, office, link):
    form = {"restriction": "contact", "words": "  ", "confirm": "yes"}
    assert as_office.post(restrict_url(link), form).status_code == 422
    with pytest.raises(FamilyRefused, match="on what ground"):
        restricting.restrict(link=link, restriction="contact", words=" ", by=office)


def test_who_must_not_be_in_contact_sees_nothing_and_the_others_see_not_them(
    office, link, robin, mother
):
    restricting.restrict(link=link, restriction="contact", words=GROUND, by=office)
    assert list(Pupil.objects.visible_to(link.carer.user)) == []
    assert link not in CarerLink.objects.visible_to(mother.user)
    assert link not in CarerLink.objects.written_to()
    assert list(Pupil.objects.visible_to(mother.user)) == [robin]


def test_whereabouts_are_kept_and_the_lessons_are_seen(office, link, robin, mother):
    restricting.restrict(link=link, restriction="whereabouts", words=GROUND, by=office)
    user = link.carer.user
    assert list(Pupil.objects.visible_to(user)) == [robin]
    assert list(Pupil.objects.allowing("people.see_whereabouts", user)) == []
    assert list(CarerLink.objects.visible_to(user)) == [link]
    assert list(CarerLink.objects.visible_to(mother.user)) == [mother.links.get()]


def test_open_invitations_of_the_restricted_carer_are_taken_back(office, link, robin):
    invitation = CarerInvitation.objects.create(
        email="friend@homes.example",
        relationship="other",
        invited_by=link.carer,
        token_hash="x",
        expires_at=timezone.now() + timezone.timedelta(days=7),
    )
    invitation.pupils.add(robin)
    restricting.restrict(link=link, restriction="whereabouts", words=GROUND, by=office)
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_lifting_asks_for_a_ground_and_gives_no_right_back(as_office, office, link):
    restricting.restrict(link=link, restriction="contact", words=GROUND, by=office)
    url = reverse("families:lift", args=[link.pk])
    assert as_office.post(url, {"words": "", "confirm": "yes"}).status_code == 422
    page = as_office.post(url, {"words": "The order has run out"}).content.decode()
    assert "does not get back the rights to book or to pay" in page
    as_office.post(url, {"words": "The order has run out", "confirm": "yes"})
    link.refresh_from_db()
    assert (link.restriction, link.may_book, link.pays) == ("", False, False)
    assert Entry.objects.filter(action="lifted the restriction of").count() == 1


def test_nothing_is_lifted_twice(as_office, link):
    url = reverse("families:lift", args=[link.pk])
    answer = as_office.post(url, {"words": "Again", "confirm": "yes"}, follow=True)
    assert "Nothing is kept from this person" in answer.content.decode()


def test_who_must_not_be_in_contact_gets_no_right_to_book(as_office, office, link):
    restricting.restrict(link=link, restriction="contact", words=GROUND, by=office)
    form = {"relationship": "father", "may_see": "on", "may_book": "on"}
    answer = as_office.post(reverse("families:link", args=[link.pk]), form)
    assert answer.status_code == 422
    assert "Lift the restriction first" in answer.content.decode()


def test_copies_of_data_that_say_more_are_taken_back(office, mother):
    copies = [exporting.ask(carer=mother, by=office)]
    exporting.make(FamilyExport.objects.claim(copies[0].pk))
    copies[0].refresh_from_db()
    exporting.release(export=copies[0], by=office)
    copies.append(exporting.ask(carer=mother, by=office))
    exporting.make(FamilyExport.objects.claim(copies[1].pk))
    restricting.restrict(
        link=mother.links.get(), restriction="whereabouts", words=GROUND, by=office
    )
    handed_out, waiting = FamilyExport.objects.order_by("created_at")
    assert handed_out.forgotten_at is not None
    assert (waiting.state, waiting.made_at) == ("queued", None)
