"""The carer completes what a school asked for: for whom, what it costs, what is agreed to."""

import pytest
from django.test import Client

from hub.people.choices import ConsentKind
from hub.people.models import Consent
from tests.factories.people import make_child
from tests.factories.tuition import EnrolmentFactory, PriceFactory, make_lessons
from tests.sign_in import sign_in
from tuition.at_school import applying
from tuition.lesson_terms import CHANGED
from tuition.models import Enrolment, SchoolApplication


@pytest.fixture
def asks(oak):
    """``asks(provision)``: the path of the link in the letter to the carer."""

    def ask(provision):
        application = applying.apply_for(
            school=oak.school,
            provision=provision,
            pupil_name="Mia Miller",
            year_group=4,
            carer_email=oak.carer.email,
            by=oak.lead,
        )
        token = applying._renew(application)
        application.save()
        return f"/lessons/for-your-child/{token}/"

    return ask


@pytest.fixture
def path(asks, oak):
    """The link for a place in the school's group."""
    return asks(oak.group)


@pytest.fixture
def carer(oak):
    """The browser of the carer."""
    return sign_in(Client(), oak.carer.user)


def html(response):
    return " ".join(response.content.decode().split())


def agreed(oak, **more):
    return {"pupil": oak.child.pk, "terms": "on", **more}


def test_an_only_child_need_not_be_chosen(carer, path):
    page = html(carer.get(path))
    assert "Music lessons for Mia" in page
    assert "Take this place" in page


def test_of_several_children_one_is_chosen_first(carer, path, oak):
    ben = make_child(oak.carer, first_name="Ben", school=oak.school)
    assert "For which child is it?" in html(carer.get(path))
    assert "Music lessons for Ben" in html(carer.get(path, {"pupil": ben.pk}))


def test_the_page_says_what_it_costs_and_until_when_to_give_notice(carer, path):
    PriceFactory()
    page = html(carer.get(path))
    assert "£8 a lesson" in page
    assert "Tell us by" in page
    assert "Lessons go on" in page


def test_without_agreeing_to_the_terms_nothing_is_booked(carer, path, oak):
    answer = carer.post(path, {"pupil": oak.child.pk})
    assert (answer.status_code, "Tick the box to agree" in html(answer)) == (422, True)
    assert Enrolment.objects.count() == 0


def test_consents_are_asked_one_by_one_and_none_is_ticked(carer, path, oak):
    field = carer.get(path).context["form"].consent_fields[0]
    # The school knows already: it was agreed to before.
    asked = [kind.value for kind in ConsentKind if kind != ConsentKind.SCHOOL]
    assert ([key for key, _ in field.field.choices], field.value()) == (asked, None)


def test_what_is_agreed_to_is_kept_and_nothing_else(carer, path, oak):
    carer.post(path, agreed(oak, **{f"consents_{oak.child.pk}": ["photo"]}))
    given = Consent.objects.live().filter(pupil=oak.child)
    assert set(given.values_list("kind", "given_by")) == {
        ("school", None),
        ("photo", oak.carer.user.pk),
    }


def test_the_place_keeps_price_first_day_and_terms(carer, path, oak):
    PriceFactory()
    carer.post(path, agreed(oak))
    place = Enrolment.objects.get()
    assert (place.price_lesson, str(place.starts_on), place.terms_version) == (8, "2026-11-26", 1)


def test_other_terms_than_those_shown_are_read_first(carer, path, oak):
    answer = carer.post(path, agreed(oak, terms_shown=7), follow=True)
    assert (CHANGED in html(answer), Enrolment.objects.count()) == (True, 0)


def test_what_is_to_be_arranged_is_applied_for_with_what_suits(carer, asks, oak):
    path = asks(make_lessons(venue=oak.group.venue))
    assert "Apply for these lessons" in html(carer.get(path))
    carer.post(path, agreed(oak, wishes="Tuesdays"))
    place = Enrolment.objects.get()
    assert (place.state, place.wishes, place.starts_on) == ("applied", "Tuesdays", None)


def test_what_is_full_is_waited_for(carer, path, oak):
    EnrolmentFactory.create_batch(oak.group.capacity, provision=oak.group)
    assert "Join the waiting list" in html(carer.get(path))
    carer.post(path, agreed(oak))
    assert Enrolment.objects.get(pupil=oak.child).state == "waiting"


def test_why_a_child_does_not_fit_tells_no_restricted_carer_of_the_school(carer, path, oak):
    oak.carer.links.update(restriction="whereabouts", restriction_words="A court’s order")
    EnrolmentFactory(provision=oak.group, pupil=oak.child)
    answer = carer.post(path, agreed(oak))
    assert (answer.status_code, "Oakfield" in html(answer)) == (422, False)
    assert "This cannot be booked for Mia." in html(answer)


def test_the_school_reads_nothing_of_what_was_agreed_to(carer, path, oak):
    carer.post(path, agreed(oak, **{f"consents_{oak.child.pk}": ["photo"]}))
    assert SchoolApplication.objects.get().pupil_name == ""
    page = html(sign_in(Client(), oak.lead).get(f"{oak.url}pupils/"))
    assert "Completed by the carer" in page
    assert "hotograph" not in page
