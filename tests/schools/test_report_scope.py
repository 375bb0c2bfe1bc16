"""Which schools a report is about, and how one is found by its name."""

import pytest
from django.http import QueryDict

from hub.policy.models import LocalAuthority
from hub.reporting import registry
from schools.reports import ProfileForm
from tests.factories.accounts import make_user
from tests.factories.schools import DistrictFactory, RegionFactory, SchoolFactory, TrustFactory


@pytest.fixture
def county(db):
    """Four schools, no two alike; one of them is closed."""
    north, south = RegionFactory(name="North"), RegionFactory(name="South")
    vale = DistrictFactory(name="Vale", code="E07000001")
    trust = TrustFactory(name="Harbour Trust", code="00100")
    authority = LocalAuthority.objects.create(code="990", name="Westshire")
    SchoolFactory(name="Alder", region=north, district=vale, trust=trust, urn=500001)
    SchoolFactory(name="Birch", region=north, phase="secondary", local_authority=authority)
    SchoolFactory(name="Cedar", region=south, postcode="WX1 1AB")
    SchoolFactory(name="Dogwood", region=south, status="C")


def form_of(user=None, **fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return ProfileForm(data, user=user)


def names(form):
    assert form.is_valid(), form.errors
    return [school.name for school in form.schools()]


@pytest.mark.parametrize(
    ("fields", "found", "subject"),
    [
        ({}, ["Alder", "Birch", "Cedar"], "all schools"),
        ({"region": "North"}, ["Alder", "Birch"], "North"),
        ({"region": "north"}, ["Alder", "Birch"], "North"),
        ({"region": "North", "phase": "primary"}, ["Alder"], "North, Primary"),
        ({"district": "E07000001"}, ["Alder"], "Vale"),
        ({"district": "vale"}, ["Alder"], "Vale"),
        ({"authority": "990"}, ["Birch"], "Westshire"),
        ({"authority": "westshire"}, ["Birch"], "Westshire"),
        ({"trust": "00100"}, ["Alder"], "Harbour Trust"),
        ({"trust": "harbour"}, ["Alder"], "Harbour Trust"),
        ({"school": "500001"}, ["Alder"], "Alder"),
        ({"school": "Dogwood"}, ["Dogwood"], "Dogwood"),  # a closed one by itself
        ({"school": "WX1 1AB"}, ["Cedar"], "Cedar"),
        ({"school": "alder"}, ["Alder"], "Alder"),
    ],
)
def test_the_schools_are_those_that_every_choice_lets_through(county, fields, found, subject):
    form = form_of(**fields)
    assert (names(form), form.subject()) == (found, subject)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"region": "East"}, "region", "Choose region from the list"),
        ({"region": "x\x00"}, "region", "Null characters are not allowed"),
        ({"phase": "odd"}, "phase", "Choose phase from the list"),
        ({"trust": "nobody"}, "trust", "No trust of your schools has this name or code"),
        ({"school": "nobody at all"}, "school", "No school that you may choose"),
        ({"school": "Alder", "region": "South"}, "school", "Leave this empty"),
        ({"period": "1066/67"}, "period", "Choose an academic year of the list"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(county, fields, field, words):
    assert words in form_of(**fields).errors[field][0]


def test_several_trusts_that_match_are_named_with_their_codes(county):
    SchoolFactory(trust=TrustFactory(name="New Harbour Trust", code="00200"))
    assert form_of(trust="harb").errors["trust"] == [
        "Several trusts match: Harbour Trust (00100); New Harbour Trust (00200). "
        "Type one of these codes"
    ]


def offered(form):
    assert not form.is_valid()
    return [school.name for school in form.fields["school"].widget.matches]


def test_several_schools_that_match_are_offered_to_choose_from(county):
    for town in ("Ely", "Wells"):
        SchoolFactory(name="St Alban’s Primary School", town=town)
    form = form_of(school="alban")
    assert offered(form) == ["St Alban’s Primary School"] * 2
    page = str(form["school"])
    assert ("Ely" in page, "Wells" in page, page.count('type="radio"')) == (True, True, 2)


def test_the_match_that_was_chosen_is_taken(county):
    wanted = SchoolFactory(name="St Alban’s Primary School", town="Ely")
    SchoolFactory(name="St Alban’s Primary School", town="Wells")
    form = form_of(school="alban", school_match=wanted.reference)
    assert form.is_valid()
    assert (form.cleaned_data["school"], form.asked()) == (wanted, {"school": [wanted.reference]})


def test_a_match_that_was_not_offered_is_none(county):
    SchoolFactory.create_batch(2, name="St Alban’s Primary School")
    assert offered(form_of(school="alban", school_match="500001"))


def test_what_only_comes_near_is_offered_and_never_taken(county):
    SchoolFactory(name="Wolfeschlegelsteinhausen School")
    form = form_of(school="Wolfeschlegelstienhausen")
    assert offered(form) == ["Wolfeschlegelsteinhausen School"]


def test_what_was_searched_for_is_kept_by_its_number(county):
    form = form_of(school="alder")
    assert form.is_valid()
    assert form.asked() == {"school": ["500001"]}


def test_an_officer_is_offered_what_their_region_holds(county):
    officer = make_user(
        "officer", scope={"region": RegionFactory._meta.model.objects.get(name="South")}
    )
    form = form_of(officer)
    assert names(form) == ["Cedar"]
    assert [str(each) for each in form.fields["region"].queryset] == ["South"]
    assert [str(each) for each in form.fields["district"].queryset] == []


def test_who_has_one_school_has_nothing_to_choose(county):
    school = SchoolFactory()
    lead = make_user("lead", scope={"school": school})
    form = form_of(lead)
    assert (names(form), sorted(form.fields)) == ([school.name], ["period", "school"])


def test_every_field_of_the_choice_is_an_option_of_the_command():
    from hub.reporting.management.commands.report import OPTIONS

    assert {*ProfileForm.SCOPE, "period"} == OPTIONS.keys()
    assert registry.get("school-profile").form is ProfileForm
