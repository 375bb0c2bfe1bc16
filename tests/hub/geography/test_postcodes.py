"""Postcodes: what people write, and where it is."""

import pytest
from django.core.exceptions import ValidationError

from hub.geography.models import PostcodePoint
from hub.geography.postcodes import Place, PostcodeField, area, is_postcode, locate, tidy
from tests.factories.schools import SchoolFactory


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("AL1 5EG", "AL1 5EG"),
        ("al15eg", "AL1 5EG"),
        ("  Al1\u00a0 5 eg ", "AL1 5EG"),
        ("e1 6an", "E1 6AN"),
        ("EC1A1BB", "EC1A 1BB"),
        ("w1a0ax", "W1A 0AX"),
        ("m11ae", "M1 1AE"),
        ("hemel  hempstead", "HEMEL HEMPSTEAD"),
        ("AL1", "AL1"),
        ("", ""),
    ],
)
def test_a_postcode_is_written_as_the_post_office_writes_it(text, tidied):
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    "text", ["", "AL1", "AL1 5E", "AL1 5EGG", "1AL 5EG", "AL1 5EG1", "ＡL15EG"]
)
def test_what_is_no_whole_postcode_is_told_apart(text):
    assert (is_postcode(text), area(text), locate(text)) == (False, "", None)


def test_the_field_takes_what_people_write():
    assert PostcodeField().clean(" al1 5eg") == "AL1 5EG"


@pytest.mark.parametrize("text", ["AL1", "nowhere", "AL1 5EG; --"])
def test_the_field_says_what_a_whole_postcode_is(text):
    with pytest.raises(ValidationError, match="Enter a whole postcode, like AL1 5EG"):
        PostcodeField().clean(text)


def test_an_empty_field_that_may_be_empty_is_empty():
    assert PostcodeField(required=False).clean(" ") == ""


def test_a_postcode_of_the_loaded_file_is_a_point(db):
    PostcodePoint.objects.create(postcode="AL1 5EG", easting=516_000, northing=207_000)
    SchoolFactory(postcode="AL1 5EG", easting=1, northing=1)
    assert locate("al15eg") == Place(516_000, 207_000, False, "Code-Point Open")


def test_without_the_file_it_is_about_where_the_schools_of_its_sector_are(db):
    SchoolFactory(postcode="AL1 5AA", easting=516_000, northing=207_000)
    SchoolFactory(postcode="AL1 5ZZ", easting=516_101, northing=207_301, status="2")
    SchoolFactory(postcode="AL1 4AA", easting=1, northing=1)
    SchoolFactory(postcode="AL1 5BB")  # nobody knows where
    found = locate("AL1 5EG")
    assert found == Place(516_050, 207_150, True, "the mean of 2 schools in AL1 5")


def test_without_schools_in_the_sector_the_district_answers(db):
    SchoolFactory(postcode="AL1 4AA", easting=516_000, northing=207_000)
    SchoolFactory(postcode="AL10 5AA", easting=1, northing=1)  # another district
    assert locate("AL1 5EG") == Place(516_000, 207_000, True, "one of the schools in AL1")


def test_where_nothing_is_known_nothing_is_said(db):
    SchoolFactory(postcode="SG1 1AA", easting=516_000, northing=207_000)
    assert locate("AL1 5EG") is None


@pytest.mark.parametrize("schools", [1, 30])
def test_it_asks_the_database_twice_at_most(schools, db, django_assert_max_num_queries):
    for _ in range(schools):
        SchoolFactory(postcode="AL1 4AA", easting=516_000, northing=207_000)
    with django_assert_max_num_queries(2):
        assert locate("AL1 5EG").is_approximate
