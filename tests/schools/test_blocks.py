"""Blocks that apps add to a school's record: their order, and who sees them."""

import pytest

from hub.geography.models import Boundaries
from schools import blocks
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory


@pytest.fixture
def registry(monkeypatch):
    """The registry, with whatever a test adds to it gone afterwards."""
    blocks._load()  # or what registers itself when first asked for would be gone, too
    monkeypatch.setattr(blocks, "_blocks", list(blocks._blocks))
    return blocks


def templates(school, role):
    return [each.template for each in blocks.blocks_of(school, user=make_user(role))]


def test_an_app_adds_a_block_before_the_timeline(registry, client, db):
    @registry.block(template="schools/relation.html", order=40)
    def due(school, user):
        return {"due": school.name}

    school = SchoolFactory()
    assert templates(school, "officer") == [
        "schools/plans/of_school.html",
        "schools/relation.html",
        "visits/of_school.html",
        "schools/audits/block.html",
        "schools/neighbours.html",
        "schools/events.html",
    ]


def test_who_lacks_the_right_sees_no_block_and_its_function_is_not_asked(registry, db):
    @registry.block(template="schools/relation.html", order=1, right="schools.keep_directory")
    def never(school, user):
        raise AssertionError

    assert templates(SchoolFactory(), "tutor") == ["schools/events.html"]


def test_a_block_with_nothing_to_show_is_left_out(registry, db):
    registry.block(template="schools/relation.html", order=1)(lambda school, user: None)
    assert "schools/relation.html" not in templates(SchoolFactory(), "officer")


def test_a_template_is_registered_once(registry):
    with pytest.raises(ValueError, match="registered twice"):
        registry.block(template="schools/events.html", order=1)(len)


def test_the_record_draws_its_blocks(client, db):
    client.force_login(make_user("officer"))
    page = client.get(SchoolFactory().get_absolute_url()).text
    assert page.index("Nearest schools") > page.index("What has happened") > page.index("Facts")


def test_the_record_shows_the_place_inside_the_boundaries_alone(client, db):
    ring = [[510_000, 200_000], [540_000, 200_000], [540_000, 240_000]]
    Boundaries.objects.create(
        file_name="a.json", shapes=[{"name": "Vale", "rings": [ring]}], is_in_force=True
    )
    client.force_login(make_user("officer"))
    inside, outside, nowhere = (
        SchoolFactory(easting=530_000, northing=210_000),
        SchoolFactory(easting=100_000, northing=900_000),
        SchoolFactory(),
    )
    drawn = [
        "hub-map--small" in client.get(school.get_absolute_url()).text
        for school in (inside, outside, nowhere)
    ]
    assert drawn == [True, False, False]
