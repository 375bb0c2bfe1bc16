"""The nearest schools on a school's record."""

from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.schools.conftest import from_block


def test_staff_see_the_nearest_open_schools(client, officer):
    school = SchoolFactory(easting=500_000, northing=200_000)
    SchoolFactory(name="Closed next door", easting=500_010, northing=200_000, status="2")
    SchoolFactory(name="Far Infants", easting=500_000, northing=212_000)
    SchoolFactory(name="Near Juniors", easting=503_000, northing=204_000)
    client.force_login(officer)
    shown = from_block(client.get(school.get_absolute_url()), "neighbours")
    assert [(each.name, each.distance) for each in shown] == [
        ("Near Juniors", "5.0 km"),
        ("Far Infants", "12 km"),
    ]


def test_of_a_school_without_a_place_the_page_says_so(client, officer):
    SchoolFactory(easting=500_000, northing=200_000)
    client.force_login(officer)
    text = client.get(SchoolFactory().get_absolute_url()).text
    assert "no place on the map is known" in text


def test_a_school_is_not_told_its_neighbours(client, db):
    school = SchoolFactory(easting=500_000, northing=200_000)
    client.force_login(make_user("head", scope={"school": school}))
    assert "Nearest schools" not in client.get(school.get_absolute_url()).text
