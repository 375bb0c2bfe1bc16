"""My family: a card a child, and forms to add one."""

import pytest
from django.urls import reverse

from hub.people.family import cards
from hub.people.models import Pupil
from tests.factories.accounts import make_user
from tests.factories.people import CarerLinkFactory, born, make_carer, make_child
from tests.factories.schools import SchoolFactory
from tests.hub.home.test_homes import text_of

HOME, ADD = reverse("family:home"), reverse("family:child_add")


def boxes(day):
    """A birthday as its three boxes send it."""
    year, month, day = str(day).split("-")
    return {"born_on_0": day, "born_on_1": month, "born_on_2": year}


def sent(**fields):
    """The form of a new child as sent."""
    data = {
        "first_name": "Robin",
        "last_name": "Ash",
        "out_by": "0",
        "schooling": "home",
        "relationship": "mother",
        "has_responsibility": "yes",
    }
    return data | boxes(born(8)) | fields


def test_without_a_child_the_page_says_what_to_do(signed_in):
    assert "Nobody yet. Add each child once" in text_of(signed_in.get(HOME))


def test_a_card_shows_name_year_and_school_of_ones_own_child_alone(signed_in, carer):
    school = SchoolFactory(name="Oakfield Primary School")
    make_child(make_carer(carer), preferred_name="Rob", last_name="Ash", school=school)
    other = make_child(make_carer())
    text = text_of(signed_in.get(HOME))
    assert "Rob Ash Year 4, Oakfield Primary School" in text
    assert other.last_name not in text


def test_the_school_is_kept_from_whom_it_is_to_be_kept(signed_in, carer):
    school = SchoolFactory(name="Oakfield Primary School")
    pupil = make_child(make_carer(carer), link={"restriction": "whereabouts"}, school=school)
    for page in (HOME, reverse("family:child", args=[pupil.pk])):
        text = text_of(signed_in.get(page))
        assert (pupil.last_name in text, "Oakfield" in text) == (True, False)


def test_who_must_not_be_in_contact_sees_nothing(signed_in, carer):
    link = {"restriction": "contact", "may_book": False, "pays": False}
    pupil = make_child(make_carer(carer), link=link)
    assert pupil.last_name not in text_of(signed_in.get(HOME))
    assert signed_in.get(reverse("family:child", args=[pupil.pk])).status_code == 404


def test_apps_put_blocks_on_cards(signed_in, carer, monkeypatch):
    monkeypatch.setattr(cards, "_blocks", [])
    pupil = make_child(make_carer(carer))

    @cards.family_block(order=10)
    def next_lesson(user, pupils):
        line = cards.Line("Wednesday at 4pm", url="/", detail="With Amy", status="New", kind="info")
        return {each.pk: [cards.Block("Next lesson", [line])] for each in pupils}

    for page in (HOME, reverse("family:child", args=[pupil.pk])):
        assert "Next lesson Wednesday at 4pm New With Amy" in text_of(signed_in.get(page))


@pytest.mark.parametrize("number", [1, 12])
def test_my_family_costs_as_many_statements_however_many_children(
    signed_in, carer, number, django_assert_max_num_queries
):
    row = make_carer(carer)
    for _ in range(number):
        make_child(row)
    signed_in.get(HOME)
    with django_assert_max_num_queries(24):
        signed_in.get(HOME)


def test_a_child_is_added(signed_in):
    school = SchoolFactory(name="Oakfield Primary School")
    answer = signed_in.post(ADD, sent(schooling="school", school="Oakfield"))
    pupil = Pupil.objects.get()
    assert pupil.school == school
    assert answer.url == reverse("family:needs", args=[pupil.pk])


def test_after_adding_the_way_leads_back_but_never_to_another_site(signed_in):
    assert signed_in.post(f"{ADD}?next=/lessons/basket/", sent()).url == "/lessons/basket/"
    other = signed_in.post(f"{ADD}?next=//evil.example/", sent(first_name="Ash")).url
    assert other.startswith("/family/children/")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"schooling": "school"}, "Enter the name of the school or nursery"),
        ({"schooling": "school", "school": "No such place"}, "No school that you may choose"),
        ({"schooling": "elsewhere"}, "Enter the name of the school"),
        (boxes("2150-01-01"), "Date of birth must be in the past"),
        (boxes("2019-02-31"), "Date of birth must be a real date"),
        (boxes("1066-10-14"), "Date of birth must be 1 January 1900 or later"),
        (boxes("1980-01-01"), "This date of birth makes them an adult"),
        ({"relationship": "self"}, "Choose how you are related to the child"),
    ],
)
def test_what_will_not_do_is_said_and_what_was_typed_stays(signed_in, fields, words):
    answer = signed_in.post(ADD, sent(**fields))
    text = text_of(answer)
    assert (answer.status_code, words in text) == (422, True), text
    assert 'value="Robin"' in answer.content.decode()
    assert not Pupil.objects.exists()


def test_a_school_left_in_the_box_is_no_fault_of_a_child_taught_at_home(signed_in):
    SchoolFactory.create_batch(2, name="Oakfield Primary School")
    signed_in.post(ADD, sent(schooling="home", school="Oakfield"))
    assert Pupil.objects.get().school is None


def test_problems_are_listed_in_the_order_of_the_page(signed_in):
    form = signed_in.post(ADD, {}).context["form"]
    assert list(form.errors) == ["first_name", "last_name", "born_on", "out_by"]


def test_an_adult_is_shown_the_way_on(signed_in):
    answer = signed_in.post(ADD, sent(**boxes("1980-01-01")))
    assert reverse("family:adult_add") in answer.content.decode()


def test_the_plan_is_asked_for_where_the_age_needs_one(signed_in):
    young = boxes(born(20))
    assert "Health and Care Plan" in text_of(signed_in.post(ADD, sent(**young)))
    assert signed_in.post(ADD, sent(has_ehcp="on", **young)).status_code == 302


def test_twins_are_added_and_the_same_name_asks_back(signed_in):
    signed_in.post(ADD, sent())
    assert signed_in.post(ADD, sent(first_name="Ashley")).status_code == 302
    again = signed_in.post(ADD, sent())
    assert (again.status_code, Pupil.objects.count()) == (422, 2)
    box = again.context["form"].asks_back.html_name
    assert signed_in.post(ADD, sent(**{box: "on"})).status_code == 302


def test_a_carer_who_only_sees_changes_nothing(signed_in, carer):
    pupil = make_child(make_carer(carer), link={"may_book": False})
    assert signed_in.get(reverse("family:child_change", args=[pupil.pk])).status_code == 403


def test_names_are_corrected(signed_in, carer):
    pupil = make_child(make_carer(carer))
    signed_in.post(reverse("family:child_change", args=[pupil.pk]), sent(out_by="1"))
    pupil.refresh_from_db()
    assert (pupil.first_name, pupil.out_by) == ("Robin", 1)


def test_another_carers_address_is_nowhere(signed_in, carer):
    pupil = make_child(make_carer(carer))
    other = CarerLinkFactory(pupil=pupil).carer
    text = text_of(signed_in.get(reverse("family:child", args=[pupil.pk])))
    assert [word for word in (other.street, other.postcode, other.email) if word in text] == []


def test_ones_own_details_are_changed(signed_in, carer):
    page = reverse("family:details")
    signed_in.post(page, {"name": "Sam Carter", "phone": "01632 960444", "postcode": "wx11aa"})
    text = text_of(signed_in.get(HOME))
    assert ("Sam Carter" in text, "01632 960444" in text, "WX1 1AA" in text) == (True,) * 3


def test_an_adult_enters_themselves(signed_in):
    data = {"first_name": "Sam", "last_name": "Carter"} | boxes("1980-01-01")
    signed_in.post(reverse("family:adult_add"), data)
    text = text_of(signed_in.get(HOME))
    assert ("Sam Carter Adult learner" in text, "I want to learn myself" in text) == (True, False)


def test_who_is_too_young_for_an_account_is_told_beside_the_birthday(signed_in):
    data = {"first_name": "Sam", "last_name": "Carter"} | boxes("2015-01-01")
    answer = signed_in.post(reverse("family:adult_add"), data)
    assert list(answer.context["form"].errors) == ["born_on"]


def test_words_are_no_phone_number(signed_in):
    answer = signed_in.post(reverse("family:details"), {"name": "Sam", "phone": "call me"})
    assert answer.context["form"].errors == {"phone": ["Enter a phone number, like 01632 960001"]}


def test_who_has_nobody_to_learn_is_asked_to_add_a_child(signed_in, carer):
    assert "Or yourself, further down" in text_of(signed_in.get(HOME))
    make_child(make_carer(carer))
    assert "Or yourself, further down" not in text_of(signed_in.get(HOME))


def test_staff_have_no_family_pages(client, db):
    client.force_login(make_user("office"))
    assert client.get(HOME).status_code == 403


STEP = {
    "child": {"first_name": "Robin", "last_name": "Maple", "out_by": "0", **boxes(born(8))},
    "school": {"schooling": "elsewhere", "school_words": "A school far away"},
    "bond": {"relationship": "mother", "has_responsibility": "yes"},
}


def hidden(answer):
    """What a page sends along of the others."""
    return dict(answer.context["adding"].carried)


def test_a_child_is_added_step_by_step_and_nothing_is_asked_twice(signed_in):
    answer = signed_in.post(ADD, {"step": "child", **STEP["child"]})
    assert (answer.status_code, answer.context["adding"].step.key) == (200, "school")
    answer = signed_in.post(ADD, {"step": "school", **STEP["school"], **hidden(answer)})
    assert (answer.status_code, answer.context["adding"].step.key) == (200, "bond")
    assert not Pupil.objects.exists()
    answer = signed_in.post(ADD, {"step": "bond", **STEP["bond"], **hidden(answer)})
    pupil = Pupil.objects.get()
    assert answer.url == reverse("family:needs", args=[pupil.pk])
    assert (pupil.first_name, pupil.born_on, pupil.school_words) == (
        *("Robin", born(8), "A school far away"),
    )


def test_who_goes_back_and_on_again_has_lost_nothing(signed_in):
    typed = {"step": "school", "schooling": "elsewhere", "school_words": "Half a na"}
    back = signed_in.post(ADD, typed | STEP["child"] | {"back": "child"})
    assert back.context["adding"].step.key == "child"
    assert 'value="Robin"' in back.content.decode()
    on = signed_in.post(ADD, {"step": "child", **STEP["child"], **hidden(back)})
    assert on.context["adding"].step.key == "school"
    assert 'value="Half a na"' in on.content.decode()
    assert on.status_code == 200


def test_a_later_page_that_is_sent_alone_leads_to_the_first_that_is_missing(signed_in):
    answer = signed_in.post(ADD, {"step": "bond", **STEP["bond"]})
    assert (answer.status_code, answer.context["adding"].step.key) == (422, "child")
    assert hidden(answer) == STEP["bond"]
