"""Two at once over one family: invitations, leaving, records put together."""

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from hub.people import inviting, merging, own_links
from hub.people.models import CarerLink, PupilMerge
from hub.people.refusals import FamilyRefused
from hub.places import verbs as places
from hub.places.refusals import PlaceRefused
from tests.factories.accounts import make_user
from tests.factories.people import CarerLinkFactory, PupilFactory, make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tests.races import rival
from tuition.models import Enrolment

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def robin():
    """A child with a mother who has an account."""
    return make_child(make_carer())


@pytest.fixture
def aunt():
    """Somebody with an account whose address is proven."""
    user = make_user("carer")
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    return user


def invited(pupil, email):
    """The token of an invitation by the first carer of the pupil."""
    by = pupil.links.order_by("-pk").first().carer.user
    _, link = inviting.invite(
        by=by,
        pupils=[pupil],
        email=email,
        relationship="other",
        has_responsibility=False,
        may_book=True,
    )
    return link.rstrip("/").rsplit("/", 1)[1]


def test_an_invitation_that_is_accepted_in_two_tabs_links_once(robin, aunt):
    token = invited(robin, aunt.email)
    with rival(lambda: inviting.accept(token=token, by=aunt)) as other, transaction.atomic():
        inviting.accept(token=token, by=aunt)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, inviting.InvitationOver)
    assert robin.links.filter(carer__user=aunt).count() == 1


def test_of_two_who_sign_up_by_one_invitation_the_second_is_told(robin):
    token = invited(robin, "aunt@homes.example")

    def sign_up():
        return inviting.sign_up(token=token, name="Aunt Ash", password="violet-anchor-tuesday")

    with rival(sign_up) as other, transaction.atomic():
        aunt = sign_up()
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, inviting.InvitationOver)
    assert robin.links.filter(carer__user=aunt).count() == 1


def test_two_invitations_to_one_child_that_are_accepted_at_once_link_once(robin, aunt):
    first = invited(robin, aunt.email)
    CarerLinkFactory(carer=make_carer(), pupil=robin, relationship="father")
    second = invited(robin, aunt.email)
    with rival(lambda: inviting.accept(token=second, by=aunt)) as other, transaction.atomic():
        inviting.accept(token=first, by=aunt)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert robin.links.filter(carer__user=aunt).count() == 1


def test_of_two_who_leave_at_once_the_last_who_books_stays(robin):
    CarerLinkFactory(carer=make_carer(), pupil=robin, relationship="father")
    EnrolmentFactory(pupil=robin)
    mother, father = robin.links.select_related("carer__user").order_by("pk")

    def leave(link):
        return own_links.leave(link=link, by=link.carer.user)

    with rival(lambda: leave(father)) as other, transaction.atomic():
        leave(mother)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, own_links.LastWhoBooks)
    assert list(CarerLink.objects.booking().filter(pupil=robin)) == [father]


@pytest.fixture
def again():
    """A second record of the child."""
    return PupilFactory()


@pytest.fixture
def office():
    """Somebody of the office."""
    return make_user("office", second_factor=True)


def merged(kept, gone, by):
    return merging.merge(kept=kept, gone=gone, choices={}, by=by)


def test_two_records_that_are_put_together_twice_at_once_are_so_once(robin, again, office):
    with rival(lambda: merged(robin, again, office)) as other, transaction.atomic():
        merged(robin, again, office)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, FamilyRefused)
    assert PupilMerge.objects.count() == 1


def test_a_merge_that_is_undone_twice_at_once_is_so_once(robin, again, office):
    merge = merged(robin, again, office)
    with rival(lambda: merging.undo(merge=merge, by=office)) as other, transaction.atomic():
        merging.undo(merge=merge, by=office)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, FamilyRefused)


def enter(pupil, group):
    return places.enter(place=Enrolment(provision=group, pupil=pupil), by=None)


def test_a_place_that_is_being_entered_goes_along_with_the_record(robin, again, office):
    group = ProvisionFactory()
    with rival(lambda: merged(robin, again, office)) as other, transaction.atomic():
        enter(again, group)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert Enrolment.objects.get().pupil == robin


def test_no_place_is_entered_for_a_record_that_has_just_gone(robin, again, office):
    group = ProvisionFactory()
    with rival(lambda: enter(again, group)) as other, transaction.atomic():
        merged(robin, again, office)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, PlaceRefused)
    group.refresh_from_db()
    assert (Enrolment.objects.count(), group.places_taken) == (0, 0)
