"""A carer leaves a child."""

import pytest

from hub.messaging.models import Message
from hub.people import own_links
from hub.people.models import Pupil
from hub.people.refusals import FamilyRefused
from tests.factories.people import CarerLinkFactory, make_carer, make_child
from tests.factories.tuition import EnrolmentFactory, make_waiting

RESTRICTED = {"restriction": "contact", "may_book": False, "pays": False}


@pytest.fixture
def link(carer):
    return make_child(make_carer(carer)).links.get()


def test_who_leaves_sees_the_child_no_more_and_the_others_are_told(link, carer):
    other = CarerLinkFactory(pupil=link.pupil)
    CarerLinkFactory(pupil=link.pupil, **RESTRICTED)
    CarerLinkFactory(pupil=link.pupil, restriction="whereabouts")
    own_links.leave(link=link, by=carer)
    assert not Pupil.objects.visible_to(carer).exists()
    told = Message.objects.filter(template="family/email/carer_left")
    assert [message.to for message in told] == [other.carer.email]


def test_nobody_is_told_that_who_was_kept_away_has_left(carer):
    link = make_child(make_carer(carer), link=RESTRICTED).links.get()
    CarerLinkFactory(pupil=link.pupil)
    own_links.leave(link=link, by=carer)
    assert not Message.objects.exists()


@pytest.mark.parametrize("place", [EnrolmentFactory, make_waiting])
def test_the_last_who_books_stays_while_there_are_lessons(link, carer, place):
    CarerLinkFactory(pupil=link.pupil, may_book=False)
    CarerLinkFactory(pupil=link.pupil, **RESTRICTED)
    place(pupil=link.pupil)
    with pytest.raises(own_links.LastWhoBooks, match="invite another carer"):
        own_links.leave(link=link, by=carer)
    CarerLinkFactory(pupil=link.pupil)
    assert own_links.leave(link=link, by=carer).ended_by == carer


def test_who_only_sees_leaves_at_any_time(carer):
    link = make_child(make_carer(carer), link={"may_book": False}).links.get()
    EnrolmentFactory(pupil=link.pupil)
    assert own_links.leave(link=link, by=carer).ended_at


def test_nobody_leaves_twice_nor_themselves(link, carer):
    own_links.leave(link=link, by=carer)
    with pytest.raises(FamilyRefused, match="already"):
        own_links.leave(link=link, by=carer)
    own = make_child(make_carer(), link={"relationship": "self"}, is_adult=True).links.get()
    with pytest.raises(FamilyRefused, match="This is you"):
        own_links.leave(link=own, by=own.carer.user)


def test_what_one_is_to_the_child_is_said_anew(link, carer):
    changed = own_links.change_bond(
        link=link, by=carer, relationship="guardian", has_responsibility=False
    )
    assert (changed.relationship, changed.has_responsibility) == ("guardian", False)
