"""Records of pupils and carers: who sees them, what they show, and what the trail keeps."""

import pytest
from django.urls import reverse

from hub.people.models import CarerLink
from hub.trail.models import Entry
from tests.factories.people import CarerFactory, CarerLinkFactory, NeedsFactory, make_carer


def words(answer):
    return answer.content.decode()


def test_a_record_shows_who_cares_and_keeps_needs_behind_a_button(as_office, robin, mother, father):
    NeedsFactory(pupil=robin, medical="Carries an inhaler")
    page = words(as_office.get(robin.get_absolute_url()))
    assert "Frédéric Maple" in page
    assert "Larch Primary School" in page
    assert "Show needs" in page
    assert "inhaler" not in page
    assert Entry.objects.filter(kind="read").count() == 0


def test_reading_needs_stands_on_the_trail_without_what_they_are(as_office, office, robin):
    needs = NeedsFactory(pupil=robin, medical="Carries an inhaler")
    page = words(as_office.get(reverse("families:needs", args=[robin.pk])))
    assert "Carries an inhaler" in page
    entry = Entry.objects.get(kind="read")
    assert (entry.actor_id, entry.object_type, entry.object_id) == (
        office.pk,
        "people.needs",
        str(needs.pk),
    )
    assert "inhaler" not in str(entry.fields)


def test_needs_that_nobody_answered_are_no_page(as_office, robin):
    assert as_office.get(reverse("families:needs", args=[robin.pk])).status_code == 404


def test_finance_reads_a_record_and_changes_nothing(as_finance, robin, mother):
    page = words(as_finance.get(robin.get_absolute_url()))
    assert "Change rights" not in page
    assert "Restrict" not in page
    link = mother.links.get()
    for name in ("link", "restrict", "lift", "link_end"):
        assert as_finance.post(reverse(f"families:{name}", args=[link.pk])).status_code == 403


def test_the_office_does_not_act_on_its_own_family(as_office, office, robin, father):
    """Otherwise somebody could give themselves a child, or keep a child from the other carer."""
    make_own = make_carer(office)
    own = CarerLinkFactory(carer=make_own, pupil=robin)
    for name in ("link", "restrict", "lift", "link_end"):
        for link in (own, father.links.get()):
            url = reverse(f"families:{name}", args=[link.pk])
            assert as_office.post(url, {"words": "x"}).status_code == 403
    assert as_office.get(reverse("families:link_add", args=[robin.pk])).status_code == 403
    assert CarerLink.objects.live().filter(restriction="").count() == 2


def test_a_carer_is_added_by_reference_or_address(as_office, robin):
    by_reference, by_address = CarerFactory(), CarerFactory(email="Ada@homes.example")
    url = reverse("families:link_add", args=[robin.pk])
    rights = {"relationship": "grandparent", "may_see": "on"}
    as_office.post(url, rights | {"carer": by_reference.reference.lower()})
    as_office.post(url, rights | {"carer": "ada@HOMES.example"})
    assert {link.carer for link in robin.links.live()} == {by_reference, by_address}
    assert not robin.links.filter(may_book=True).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"carer": "ZZZZZZZ"}, "No carer has this reference or e-mail address"),
        ({"carer": ""}, "Enter carer"),
        ({"may_see": "", "may_book": "on"}, "Whoever may book sees what is booked"),
        ({"relationship": "self"}, "Choose what they are to the child from the list"),
        ({"relationship": "king"}, "Choose what they are to the child from the list"),
    ],
)
def test_a_link_that_cannot_be_is_refused_beside_the_field(typed, sentence, as_office, robin):
    fine = {"carer": CarerFactory().reference, "relationship": "mother", "may_see": "on"}
    answer = as_office.post(reverse("families:link_add", args=[robin.pk]), fine | typed)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_a_carer_is_linked_once(as_office, robin, father):
    form = {"carer": father.reference, "relationship": "father", "may_see": "on"}
    answer = as_office.post(reverse("families:link_add", args=[robin.pk]), form)
    assert answer.status_code == 422
    assert "cares for Robin here already" in words(answer)


def test_rights_of_a_link_are_changed_and_the_trail_names_them(as_office, robin, mother):
    link = mother.links.get()
    form = {"relationship": "step-parent", "may_see": "on"}
    as_office.post(reverse("families:link", args=[link.pk]), form)
    link.refresh_from_db()
    assert (link.relationship, link.may_book, link.pays) == ("step-parent", False, False)
    assert set(Entry.objects.get(action="changed").fields) == {
        "relationship",
        "has_responsibility",
        "may_book",
        "pays",
    }


def test_who_no_longer_cares_sees_nothing_any_more(as_office, robin, mother):
    link = mother.links.get()
    page = words(as_office.get(reverse("families:link_end", args=[link.pk])))
    assert "Nobody else may book for Robin" in page
    as_office.post(reverse("families:link_end", args=[link.pk]))
    assert list(type(robin).objects.visible_to(mother.user)) == []
    assert as_office.get(reverse("families:link_end", args=[link.pk])).status_code == 404


def test_a_carers_record_is_put_right(as_office, father):
    url = reverse("families:carer_change", args=[father.pk])
    form = {"name": "Frédéric Maple", "email": "fred@homes.example", "postcode": "al15eg"}
    assert as_office.post(url, form | {"postcode": "no"}).status_code == 422
    as_office.post(url, form)
    father.refresh_from_db()
    assert (father.postcode, father.street) == ("AL1 5EG", "")
    entry = Entry.objects.get(action="changed")
    assert "AL1" not in str(entry.fields)


def test_name_and_address_of_an_account_are_not_changed_here(as_office, mother):
    url = reverse("families:carer_change", args=[mother.pk])
    as_office.post(url, {"name": "Mallory", "email": "mallory@evil.example", "town": "Elm"})
    before = (mother.name, mother.email)
    mother.refresh_from_db()
    assert (mother.name, mother.email, mother.town) == (*before, "Elm")


def test_a_carers_record_shows_address_and_children(as_office, robin, father):
    page = words(as_office.get(father.get_absolute_url()))
    assert "9 Far Road" in page
    assert "Robin Maple" in page
