"""The page "What the hub knows": read, answered, corrected, confirmed."""

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from schools.models import Fact
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory(name="Own School", low_age=4, high_age=7)


@pytest.fixture
def lead(school, client):
    """The school's music lead, signed in on the client."""
    user = make_user("lead", scope={"school": school}, name="Ada Lead")
    client.force_login(user)
    return user


def year():
    return AcademicYear.current()


def tell(school, *said, source=FactSource.HUB, of=None):
    book.note(school=school, year=of or year(), said=list(said), source=source, by=None)


def page(client, school, query=""):
    return client.get(reverse("schools:known", args=[school.pk]) + query)


def lines(response):
    """{label: line} of every area."""
    return {line.label: line for area in response.context["areas"] for line in area.lines}


def answer(client, school, slug, query="", **typed):
    return client.post(reverse("schools:known_area", args=[school.pk, slug]) + query, typed)


def values(school):
    return {about: fact.value for about, fact in book.known(school, year()).items()}


def test_it_says_what_is_known_from_where_and_what_is_not(client, lead, school):
    tell(school, Said("choirs", 2))
    tell(school, Said("choir-pupils", 40), of=year().previous)
    response = page(client, school)
    shown = lines(response)
    assert (shown["Choirs"].value, shown["Pupils in choirs"].value) == ("2 choirs", "")
    assert "Last year: 40 pupils" in response.text
    assert "The hub’s records, " in response.text


def test_where_sources_differ_it_says_what_the_other_said(client, lead, school):
    tell(school, Said("choirs", 2), source=FactSource.SCHOOL)
    tell(school, Said("choirs", 5), source=FactSource.VISIT)
    assert "A visit said 5 choirs" in page(client, school).text


def test_where_nothing_is_known_of_any_year_group_one_line_says_so(client, lead, school):
    assert "Music lessons a week" in lines(page(client, school))


def test_a_school_is_asked_for_its_own_year_groups(client, lead, school):
    tell(school, Said("curriculum-minutes", 30, "1"))
    shown = lines(page(client, school))
    asked = [label for label in shown if label.startswith("Music lessons a week")]
    assert [label.rpartition(": ")[2] for label in asked] == ["Reception", "Year 1", "Year 2"]


def test_a_lead_answers_an_area_and_is_thanked(client, lead, school):
    response = answer(
        client, school, "singing", **{"singing-assemblies": "2", "choirs": "1", "choir-pupils": ""}
    )
    assert response.url.endswith(f"?year={year()}#singing")
    assert values(school) == {("singing-assemblies", ""): 2, ("choirs", ""): 1}
    fact = Fact.objects.filter(key="choirs").get()
    assert (fact.source, fact.by, fact.is_estimate) == (FactSource.SCHOOL, lead, False)
    assert "nobody will ask you for this again" in page(client, school).text


def test_estimates_are_marked(client, lead, school):
    answer(client, school, "singing", **{"choir-pupils": "30", "are_estimates": "on"})
    assert Fact.objects.get().is_estimate
    assert "(estimate)" in page(client, school).text


def test_year_groups_are_answered_one_by_one(client, lead, school):
    answer(client, school, "curriculum", **{"curriculum-minutes--0": "30", "scheme": "own"})
    assert values(school) == {("curriculum-minutes", "0"): 30, ("scheme", ""): "own"}


def test_what_is_emptied_is_not_known_any_more(client, lead, school):
    tell(school, Said("choirs", 2), source=FactSource.SCHOOL)
    answer(client, school, "singing", choirs="")
    assert values(school) == {}


def test_the_form_holds_what_is_known_and_says_what_held_last_year(client, lead, school):
    tell(school, Said("choirs", 2))
    tell(school, Said("choir-pupils", 40), of=year().previous)
    text = client.get(reverse("schools:known_area", args=[school.pk, "singing"])).text
    assert 'value="2"' in text
    assert "Last year: 40 pupils." in text


@pytest.mark.parametrize(
    ("slug", "field", "typed", "says"),
    [
        ("singing", "choirs", "lots", "must be a whole number"),
        ("singing", "choirs", "-1", "must be 0 or more"),
        ("singing", "choirs", "9" * 30, "must be 60 or less"),
        ("leadership-and-plan", "music-budget", "1.234", "decimal places"),
        ("leadership-and-plan", "plan-address", "javascript:alert(1)", "Enter a web address"),
        ("leadership-and-plan", "music-lead", "x" * 121, "must be 120 characters or fewer"),
        ("leadership-and-plan", "plan-status", "perhaps", "from the list"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    client, lead, school, slug, field, typed, says
):
    other = "choir-pupils" if slug == "singing" else "senior-link"
    response = answer(client, school, slug, **{field: typed, other: "12"})
    assert response.status_code == 422
    assert says in response.text
    assert 'value="12"' in response.text
    assert Fact.objects.count() == 0


def test_of_several_choices_any_may_be_ticked(client, lead, school):
    ticked = {"training-topics": ["technology", "singing"]}
    answer(client, school, "staff-and-training", **ticked)
    assert values(school) == {("training-topics", ""): "singing,technology"}
    assert "Singing and leading songs, Music technology" in page(client, school).text
    url = reverse("schools:known_area", args=[school.pk, "staff-and-training"])
    assert client.get(url).text.count(" checked") == 2
    answer(client, school, "staff-and-training")
    assert values(school) == {}


def test_a_choice_that_there_is_not_is_refused(client, lead, school):
    response = answer(client, school, "staff-and-training", **{"training-topics": ["cooking"]})
    assert (response.status_code, Fact.objects.count()) == (422, 0)


def test_what_another_page_asks_for_is_not_asked_here(client, lead, school):
    tell(school, Said("audit-singing", 2), Said("audit-spaces", 0))
    text = page(client, school).text
    assert ("Audit:" in text, "Established" in text) == (False, False)
    assert answer(client, school, "audit").status_code == 404


def test_hostile_words_are_text(client, lead, school):
    answer(client, school, "partnership", **{"other-partners": "<script>alert(1)</script>"})
    assert "&lt;script&gt;" in page(client, school).text


def test_confirming_takes_over_what_others_said(client, lead, school):
    tell(school, Said("choirs", 2))
    url = reverse("schools:known_confirm", args=[school.pk, "singing"])
    response = client.post(url, follow=True)
    assert "Singing: 1 answer is confirmed." in response.text
    assert Fact.objects.in_force().get().source == FactSource.SCHOOL
    assert "Singing: nothing new." in client.post(url, follow=True).text


def test_an_officer_answers_from_the_hubs_records(client, officer, school):
    client.force_login(officer)
    answer(client, school, "singing", choirs="2")
    assert Fact.objects.get().source == FactSource.HUB


def test_another_year_is_in_the_address(client, lead, school):
    last = year().previous
    answer(client, school, "singing", f"?year={last}", choirs="4")
    assert Fact.objects.get().year == last
    assert lines(page(client, school, f"?year={last}"))["Choirs"].value == "4 choirs"


@pytest.mark.parametrize("asked", ["2010/11", "x", "2099/00", ""])
def test_a_year_that_cannot_be_chosen_counts_as_this_one(client, lead, school, asked):
    assert page(client, school, f"?year={asked}").context["year"] == year()


def test_an_area_that_there_is_not_is_not_found(client, lead, school):
    assert answer(client, school, "cooking").status_code == 404
    url = reverse("schools:known_confirm", args=[school.pk, "cooking"])
    assert client.post(url).status_code == 404


def test_another_schools_page_is_not_found(client, lead):
    other = SchoolFactory()
    assert page(client, other).status_code == 404
    assert answer(client, other, "singing", choirs="1").status_code == 404


def test_the_record_leads_there_and_tells_of_it(client, lead, school):
    answer(client, school, "singing", choirs="1")
    text = client.get(school.get_absolute_url()).text
    assert reverse("schools:known", args=[school.pk]) in text
    assert "1 answer about music in school noted." in text


@pytest.mark.parametrize("facts", [1, 12])
def test_the_page_asks_as_much_for_many_facts_as_for_one(
    client, lead, school, facts, django_assert_max_num_queries
):
    tell(school, *[Said("curriculum-minutes", 30, str(part)) for part in range(facts)])
    page(client, school)
    with django_assert_max_num_queries(12):
        page(client, school)


def test_facts_are_seen_by_their_own_school_and_by_staff_alone(lead, school, officer):
    tell(school, Said("choirs", 2))
    tell(SchoolFactory(), Said("choirs", 3))
    seen = [Fact.objects.visible_to(user).count() for user in (lead, officer, make_user("carer"))]
    assert seen == [1, 2, 0]
