"""Two records of one child become one, and two again: what goes along, what not, and races."""

import uuid

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.people import merging
from hub.people.models import CarerInvitation, Consent, Needs, Pupil, PupilMerge
from hub.people.refusals import FamilyRefused
from hub.places import verbs as places
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.people import (
    CarerFactory,
    CarerLinkFactory,
    ConsentFactory,
    NeedsFactory,
    PupilFactory,
)
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory, make_waiting
from tests.races import rival
from tuition.models import Basket, BasketLine, Enrolment


@pytest.fixture
def again(larch):
    """The second record of the same child."""
    return PupilFactory(first_name="Robin", last_name="Maple", school=larch)


def merged(kept, gone, by, **choices):
    return merging.merge(kept=kept, gone=gone, choices=choices, by=by)


def test_everything_goes_along_and_comes_back(office, robin, again, mother):
    father = CarerLinkFactory(pupil=again)
    lesson = EnrolmentFactory(pupil=again)
    needs, consent = NeedsFactory(pupil=again), ConsentFactory(pupil=again, kind="photo")
    invitation = CarerInvitation.objects.create(
        email="friend@homes.example",
        relationship="other",
        invited_by=father.carer,
        token_hash="x",
        expires_at=timezone.now() + timezone.timedelta(days=7),
    )
    invitation.pupils.add(again)
    rows = [father, lesson, needs, consent]
    merge = merged(robin, again, office)
    for row in rows:
        row.refresh_from_db()
    assert {row.pupil for row in rows} == {robin}
    assert list(invitation.pupils.all()) == [robin]
    assert list(Pupil.objects.present()) == [robin]
    stays = merging.undo(merge=merge, by=office)
    for row in rows:
        row.refresh_from_db()
    assert {row.pupil for row in rows} == {again}
    assert list(invitation.pupils.all()) == [again]
    assert set(Pupil.objects.present()) == {robin, again}
    assert (stays, mother.links.get().pupil) == ([], robin)
    actions = set(Entry.objects.filter(object_type="people.pupil").values_list("action", flat=True))
    assert actions == {
        "put together with another record",
        "went into another record",
        "taken apart from another record",
        "stands by itself again",
    }


def test_every_key_to_a_pupil_of_every_app_is_known(db):
    known = {f"{model._meta.label}.{field.name}" for model, field in merging.relations()}
    assert {
        "people.CarerLink.pupil",
        "people.Consent.pupil",
        "people.Needs.pupil",
        "people.SchoolSpell.pupil",
        "people.CarerInvitation_pupils.pupil",
        "tuition.Enrolment.pupil",
    } <= known


def test_one_carer_of_both_is_one_carer_with_the_stricter_restriction(office, robin, again):
    carer = CarerFactory()
    mine = CarerLinkFactory(carer=carer, pupil=robin)
    theirs = CarerLinkFactory(carer=carer, pupil=again, may_book=False, pays=False)
    theirs.restriction, theirs.restriction_words = "contact", "Order of 3 May"
    theirs.save()
    merge = merged(robin, again, office)
    mine.refresh_from_db()
    assert (mine.restriction, mine.may_book, mine.pays) == ("contact", False, False)
    assert list(robin.links.live()) == [mine]
    merging.undo(merge=merge, by=office)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.restriction, mine.may_book, mine.restriction_words) == ("", True, "")
    assert (theirs.restriction, theirs.ended_at) == ("contact", None)


def test_a_restriction_set_since_the_merge_holds_on_both_after_it_is_undone(office, robin, again):
    carer = CarerFactory()
    mine = CarerLinkFactory(carer=carer, pupil=robin)
    theirs = CarerLinkFactory(carer=carer, pupil=again)
    merge = merged(robin, again, office)
    mine.restriction = "whereabouts"
    mine.save()
    merging.undo(merge=merge, by=office)
    theirs.refresh_from_db()
    mine.refresh_from_db()
    assert (mine.restriction, theirs.restriction) == ("whereabouts", "whereabouts")


def test_a_consent_that_was_taken_back_does_not_come_back_from_the_other_record(
    office, robin, again
):
    given = ConsentFactory(pupil=again, kind="photo")
    now = timezone.now()
    ConsentFactory(pupil=robin, kind="photo", given_at=now, revoked_at=now)
    ConsentFactory(pupil=robin, kind="news"), ConsentFactory(pupil=again, kind="news")
    merged(robin, again, office)
    given.refresh_from_db()
    assert given.pupil == again
    assert list(Consent.objects.live().filter(pupil=robin).values_list("kind", flat=True)) == [
        "news"
    ]


@pytest.mark.parametrize(("keep_gone", "says"), [(False, "Large print"), (True, "Sits in front")])
def test_of_two_answers_about_needs_somebody_chooses(keep_gone, says, office, robin, again):
    NeedsFactory(pupil=robin, access="Large print")
    NeedsFactory(pupil=again, access="Sits in front")
    with pytest.raises(FamilyRefused, match="Look at both records again"):
        merged(robin, again, office)
    merge = merged(robin, again, office, needs=keep_gone)
    assert Needs.objects.get(pupil=robin).access == says
    assert "Sits" not in str(merge.moved)
    merging.undo(merge=merge, by=office)
    assert Needs.objects.get(pupil=robin).access == "Large print"
    assert Needs.objects.get(pupil=again).access == "Sits in front"


def test_of_two_places_in_one_group_one_is_given_up_to_the_next_in_turn(office, robin, again):
    group = ProvisionFactory(capacity=2)
    kept, lost = (EnrolmentFactory(pupil=each, provision=group) for each in (robin, again))
    waiting = make_waiting(provision=group)
    key = f"tuition:{kept.pk}-{lost.pk}"
    merge = merged(robin, again, office, **{key: False})
    for row in (kept, lost, waiting, group):
        row.refresh_from_db()
    assert (kept.state, lost.state, waiting.state) == ("confirmed", "ended", "offered")
    assert group.places_taken == 2
    stays = merging.undo(merge=merge, by=office)
    assert stays == [f"The place that was given up in {group} does not come back by itself"]


@pytest.fixture
def line(again):
    """What somebody has in the basket for the second record, with a place held for it."""
    group = ProvisionFactory(capacity=1)
    basket = Basket.objects.create(key=uuid.uuid4(), user=make_user("carer"))
    place = Enrolment(provision=group, basket=basket)
    places.hold(place=place, minutes=30)
    return BasketLine.objects.create(basket=basket, provision=group, pupil=again, place=place)


def test_what_stands_in_a_basket_goes_along_with_its_hold_and_comes_back(
    office, robin, again, line
):
    merge = merged(robin, again, office)
    line.refresh_from_db()
    assert (line.pupil, line.is_held) == (robin, True)
    merging.undo(merge=merge, by=office)
    line.refresh_from_db()
    assert (line.pupil, line.is_held) == (again, True)


def test_what_would_stand_twice_in_a_basket_is_taken_out_with_its_hold(office, robin, again, line):
    mine = BasketLine.objects.create(basket=line.basket, provision=line.provision, pupil=robin)
    merge = merged(robin, again, office)
    line.provision.refresh_from_db()
    assert (list(line.basket.entries.all()), line.provision.places_taken) == ([mine], 0)
    stays = merging.undo(merge=merge, by=office)
    assert stays == [f"The second line for {line.provision} in a basket does not come back"]


def test_what_was_added_since_stays_and_is_named(office, robin, again):
    EnrolmentFactory(pupil=again)
    merge = merged(robin, again, office)
    since = EnrolmentFactory(pupil=robin)
    stays = merging.undo(merge=merge, by=office)
    since.refresh_from_db()
    assert since.pupil == robin
    assert stays == [f"1 enrolment added since stays with {robin.reference}"]


def test_merges_are_undone_the_last_one_first(office, robin, again):
    third = PupilFactory()
    first, second = merged(robin, again, office), merged(third, robin, office)
    with pytest.raises(FamilyRefused, match="Take that apart first"):
        merging.undo(merge=first, by=office)
    merging.undo(merge=second, by=office)
    merging.undo(merge=first, by=office)
    with pytest.raises(FamilyRefused, match="taken apart already"):
        merging.undo(merge=first, by=office)


def test_a_record_does_not_go_into_itself_nor_twice(office, robin, again):
    with pytest.raises(FamilyRefused, match="one record"):
        merged(robin, robin, office)
    merged(robin, again, office)
    with pytest.raises(FamilyRefused, match="no longer in use"):
        merged(PupilFactory(), again, office)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_is_refused(office, robin, again):
    with (
        rival(lambda: merged(again, robin, office)) as other,
        transaction.atomic(),
    ):
        merged(robin, again, office)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, FamilyRefused)
    assert PupilMerge.objects.count() == 1


def test_the_pages_lead_from_two_records_to_one_and_back(as_office, robin, again, mother):
    NeedsFactory(pupil=robin), NeedsFactory(pupil=again)
    url = reverse("families:compare", args=[robin.pk, again.pk])
    assert as_office.post(url, {"keep": "one"}).status_code == 422
    form = {"keep": "one", "conflict_0": "other"}
    page = as_office.post(url, form).content.decode()
    assert "Nothing is changed yet" in page
    assert PupilMerge.objects.count() == 0
    answer = as_office.post(url, form | {"confirm": "yes"})
    assert answer.url == robin.get_absolute_url()
    merge = PupilMerge.objects.get()
    assert "went into" in as_office.get(again.get_absolute_url()).content.decode()
    assert as_office.get(url).status_code == 404
    undo = reverse("families:undo", args=[merge.pk])
    assert "Take the records apart" in as_office.get(undo).content.decode()
    assert as_office.post(undo).url == again.get_absolute_url()
    assert "taken apart already" in as_office.get(undo).content.decode()


def test_the_office_does_not_merge_its_own_family(as_office, office, robin, again):
    from tests.factories.people import make_carer

    CarerLinkFactory(carer=make_carer(office), pupil=robin)
    url = reverse("families:compare", args=[robin.pk, again.pk])
    assert as_office.get(url).status_code == 403
    assert (
        as_office.post(reverse("families:tell_apart", args=[robin.pk, again.pk])).status_code == 403
    )
