"""The list of instruments that the hub offers."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from hub.music.models import Instrument
from hub.music.starting import make_instruments
from hub.trail.models import Entry
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

LIST = reverse("music:instruments")


@pytest.fixture
def asked(client):
    """A client of somebody of the office."""
    client.force_login(make_user("office"))
    return client


@pytest.fixture
def violin():
    return Instrument.objects.get(key="violin")


def test_a_hub_begins_with_instruments_of_every_family():
    families = set(Instrument.objects.values_list("family", flat=True))
    assert families == {key for key, _ in Instrument._meta.get_field("family").choices}


def test_what_the_hub_has_changed_is_not_put_back(violin):
    Instrument.objects.exclude(pk=violin.pk).delete()
    make_instruments()
    assert list(Instrument.objects.all()) == [violin]


def test_two_instruments_cannot_have_one_name(violin):
    with pytest.raises(IntegrityError, match="an_instrument_has_its_name_alone"):
        Instrument.objects.create(key="violin-2", name="VIOLIN", family="strings")


def sent(**fields):
    return {"name": "Viola da gamba", "family": "strings", "sizes": "", **fields}


def test_an_instrument_is_added_with_its_sizes_in_their_order(asked):
    response = asked.post(reverse("music:add"), sent(sizes=" Treble,Bass , Treble"))
    assert response.status_code == 302
    added = Instrument.objects.get(key="viola-da-gamba")
    assert (added.sizes, added.is_active, added.is_sized) == (["Treble", "Bass"], True, True)
    assert Entry.objects.filter(object_type="music.instrument", action="added").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Enter name"),
        ({"name": "violin"}, "Violin is on the list already"),
        ({"family": "kazoo"}, "There is a problem"),
        ({"sizes": "small medium large and larger"}, "Are commas missing?"),
        ({"sizes": ",".join(str(n) for n in range(13))}, "12 sizes or fewer"),
        ({"adaptations": ["wings"]}, "There is a problem"),
    ],
)
def test_bad_input_stands_beside_its_field_and_nothing_is_lost(asked, fields, words):
    response = asked.post(reverse("music:add"), sent(**fields))
    assert response.status_code == 422
    assert words in response.text
    assert response.context["form"].data["family"] == fields.get("family", "strings")


def test_a_name_changes_and_the_key_stays(asked, violin):
    asked.post(
        reverse("music:change", args=[violin.pk]),
        sent(name="Fiddle and violin", sizes="1/2, 4/4", adaptations=["left-handed"]),
    )
    violin.refresh_from_db()
    assert (violin.key, violin.name, violin.sizes) == (
        "violin",
        "Fiddle and violin",
        ["1/2", "4/4"],
    )


def test_an_instrument_is_offered_no_longer_and_again(asked, violin):
    url = reverse("music:offer", args=[violin.pk])
    asked.post(url, {"offer": "no"})
    assert violin not in Instrument.objects.offered()
    asked.post(url, {"offer": "yes"})
    asked.post(url, {"offer": "yes"})
    assert violin in Instrument.objects.offered()
    assert Entry.objects.filter(object_type="music.instrument", action="changed").count() == 2


def test_the_list_is_narrowed_by_name_family_and_adapted_makes(asked):
    def names(query):
        return {row.name for row in asked.get(LIST + query).context["page"]}

    assert names("?q=trump") == {"Trumpet"}
    assert names("?family=voice") == {"Voice"}
    assert "Tuba" not in names("?family=brass&show=adapted")
    assert "match these filters" in asked.get(f"{LIST}?q=zz").text


@pytest.mark.query_bound("music:instruments")
def test_the_list_asks_as_much_for_many_as_for_few(asked, django_assert_max_num_queries):
    Instrument.objects.exclude(key="violin").delete()
    asked.get(LIST)  # what a process keeps for seconds is read here
    with django_assert_max_num_queries(6):
        asked.get(LIST)
    make = [Instrument(key=f"n-{n}", name=f"Horn {n}", family="brass") for n in range(60)]
    Instrument.objects.bulk_create(make)
    with django_assert_max_num_queries(6):
        asked.get(LIST)
