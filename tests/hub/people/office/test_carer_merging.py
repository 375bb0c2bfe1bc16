"""Two records of one carer become one, and two again: children, restrictions, accounts, undo."""

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.accounts.closure import deactivate
from hub.people import carer_merging, carers, exporting
from hub.people.models import Carer, CarerMerge
from hub.people.refusals import FamilyRefused
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.people import CarerFactory, CarerLinkFactory, PupilFactory, make_carer
from tests.factories.tuition import EnrolmentFactory
from tests.races import rival


@pytest.fixture
def again(db):
    """A second record of the mother, as the office wrote her up."""
    return CarerFactory(name="Mother Maple", phone="01632 960111")


def merged(kept, gone, by):
    return carer_merging.merge(kept=kept, gone=gone, by=by)


def test_everything_goes_along_and_comes_back(office, mother, again, robin):
    link = CarerLinkFactory(carer=again)
    lesson = EnrolmentFactory(pupil=link.pupil, payer_carer=again)
    merge = merged(mother, again, office)
    link.refresh_from_db(), lesson.refresh_from_db()
    assert (link.carer, lesson.payer_carer) == (mother, mother)
    assert again not in Carer.objects.present()
    stays = carer_merging.undo(merge=merge, by=office)
    link.refresh_from_db(), lesson.refresh_from_db()
    assert (link.carer, lesson.payer_carer, stays) == (again, again, [])
    assert {mother, again} <= set(Carer.objects.present())
    actions = Entry.objects.filter(object_type="people.carer").values_list("action", flat=True)
    assert {
        "put together with another record",
        "went into another record",
        "taken apart from another record",
        "stands by itself again",
    } <= set(actions)


@pytest.mark.parametrize("of_gone", [True, False])
@pytest.mark.parametrize("ended", [True, False])
def test_of_two_links_to_one_child_one_stays_with_the_stricter_restriction(
    of_gone, ended, office, mother, again, robin
):
    theirs = CarerLinkFactory(carer=again, pupil=robin)
    mine = mother.links.get()
    strict, mild = (theirs, mine) if of_gone else (mine, theirs)
    strict.restriction, strict.restriction_words = "contact", "Order of 3 May"
    strict.may_book = strict.pays = False
    strict.ended_at = timezone.now() if ended else None
    strict.save()
    merge = merged(mother, again, office)
    live = robin.links.live().get()
    assert (live.carer, live.restriction) == (mother, "contact")
    assert (live.may_book, live.pays) == (False, False)
    carer_merging.undo(merge=merge, by=office)
    mild.refresh_from_db(), strict.refresh_from_db()
    assert (mild.restriction, mild.may_book, mild.pays, mild.ended_at) == ("", True, True, None)
    assert (strict.restriction, bool(strict.ended_at)) == ("contact", ended)
    assert (mine.carer, theirs.carer) == (mother, again)


def test_a_restriction_set_since_holds_on_both_after_it_is_undone(office, mother, again, robin):
    theirs = CarerLinkFactory(carer=again, pupil=robin)
    merge = merged(mother, again, office)
    robin.links.live().update(restriction="whereabouts")
    carer_merging.undo(merge=merge, by=office)
    theirs.refresh_from_db()
    assert (mother.links.get().restriction, theirs.restriction) == ("whereabouts", "whereabouts")


def test_an_undo_keeps_nothing_more_from_the_one_who_was_never_restricted(
    office, mother, again, robin
):
    theirs = CarerLinkFactory(carer=again, pupil=robin)
    robin.links.filter(carer=mother).update(restriction="whereabouts")
    carer_merging.undo(merge=merged(mother, again, office), by=office)
    theirs.refresh_from_db()
    assert (mother.links.get().restriction, theirs.restriction) == ("whereabouts", "")


def test_a_copy_of_data_that_was_handed_out_goes_with_what_may_no_longer_be_seen(
    office, mother, again, robin
):
    copy = exporting.ask(carer=mother, by=mother.user)
    exporting.make(type(copy).objects.claim(copy.pk))
    copy.refresh_from_db()
    exporting.release(export=copy, by=office)
    CarerLinkFactory(carer=again, pupil=robin, restriction="whereabouts")
    merged(mother, again, office)
    copy.refresh_from_db()
    assert copy.forgotten_at is not None


def test_a_copy_that_waits_to_be_looked_through_comes_first(office, mother, again):
    exporting.ask(carer=again, by=office)
    with pytest.raises(FamilyRefused, match="looked through"):
        merged(mother, again, office)


def test_the_record_with_the_account_is_the_one_that_stays(office, mother, again):
    with pytest.raises(FamilyRefused, match="with the account"):
        merged(again, mother, office)


def test_two_accounts_are_put_together_only_once_one_is_closed(office, manager, mother):
    other = make_carer()
    account = other.user
    with pytest.raises(FamilyRefused, match="account of their own"):
        merged(mother, other, office)
    deactivate(user=account, by=manager, reason="Has two accounts")
    merge = merged(mother, Carer.objects.get(pk=other.pk), office)
    assert carers.carer_of(account) is None
    carer_merging.undo(merge=merge, by=office)
    assert carers.carer_of(account) == other


def test_an_address_that_the_kept_record_has_not_is_taken_over_until_it_is_undone(office, again):
    bare = CarerFactory(street="", town="", postcode="", email="", phone="")
    merge = merged(bare, again, office)
    bare.refresh_from_db()
    assert (bare.postcode, bare.email, bare.phone) == ("WX1 2AB", again.email, "01632 960111")
    carer_merging.undo(merge=merge, by=office)
    bare.refresh_from_db()
    assert (bare.postcode, bare.email, bare.phone) == ("", "", "")


def test_who_proves_the_address_of_a_record_that_went_is_the_one_that_stays(office, again):
    kept = CarerFactory()
    merged(kept, again, office)
    user = make_user("carer", email=again.email)
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    assert carers.ensure(user=user) == kept


def test_a_record_does_not_go_into_itself_nor_twice(office, mother, again):
    with pytest.raises(FamilyRefused, match="one record"):
        merged(mother, mother, office)
    merge = merged(mother, again, office)
    with pytest.raises(FamilyRefused, match="no longer in use"):
        merged(CarerFactory(), again, office)
    carer_merging.undo(merge=merge, by=office)
    with pytest.raises(FamilyRefused, match="taken apart already"):
        carer_merging.undo(merge=merge, by=office)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_is_refused(office, again):
    kept = CarerFactory()
    with rival(lambda: merged(again, kept, office)) as other, transaction.atomic():
        merged(kept, again, office)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, FamilyRefused)
    assert CarerMerge.objects.count() == 1


def test_the_pages_lead_from_two_records_to_one_and_back(as_office, mother, again, robin):
    url = reverse("families:carer_compare", args=[mother.pk, again.pk])
    assert "goes on with it" in as_office.get(url).content.decode()
    assert as_office.post(url, {}).status_code == 422
    assert "Nothing is changed yet" in as_office.post(url, {"keep": "one"}).content.decode()
    assert CarerMerge.objects.count() == 0
    answer = as_office.post(url, {"keep": "one", "confirm": "yes"})
    assert answer.url == mother.get_absolute_url()
    assert "went into" in as_office.get(again.get_absolute_url()).content.decode()
    assert as_office.get(url).status_code == 404
    undo = reverse("families:carer_undo", args=[CarerMerge.objects.get().pk])
    assert undo in as_office.get(mother.get_absolute_url()).content.decode()
    assert "Take the records apart" in as_office.get(undo).content.decode()
    assert as_office.post(undo).url == again.get_absolute_url()


def test_the_page_says_what_can_be_done_about_two_accounts(as_office, mother):
    other = make_carer()
    url = reverse("families:carer_compare", args=[mother.pk, other.pk])
    page = as_office.get(url).content.decode()
    assert "closes the other account" in page
    assert "Continue to put them together" not in page
    assert as_office.post(url, {"keep": "one", "confirm": "yes"}).status_code == 422
    assert CarerMerge.objects.count() == 0


def test_the_office_merges_neither_itself_nor_who_cares_for_its_children(
    as_office, office, again, robin, mother
):
    me = make_carer(office)
    for carer in (me, mother):
        url = reverse("families:carer_compare", args=[carer.pk, again.pk])
        expected = 403 if carer == me else 200
        assert as_office.get(url).status_code == expected
    CarerLinkFactory(carer=me, pupil=robin)
    assert as_office.get(url).status_code == 403


def test_a_link_is_not_made_to_a_record_that_went(office, mother, again):
    from hub.people.linking import link

    merged(mother, again, office)
    with pytest.raises(FamilyRefused, match="no longer in use"):
        link(pupil=PupilFactory(), carer=again, by=office, relationship="mother", may_see=True)
