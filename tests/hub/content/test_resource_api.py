"""Resources in the API: what is out, to whom it may go, narrowed as on the page."""

import pytest

from hub.content.choices import Readers, State
from hub.content.models import Series
from hub.files.choices import Scan
from tests.factories.accounts import make_user
from tests.factories.content import make_file, make_resource

pytestmark = pytest.mark.django_db
LIST = "/api/v1/resources/"


@pytest.fixture
def lead(client):
    client.force_login(make_user("lead"))
    return client


def titles(client, query=""):
    """Titles of what is given, in order."""
    return [row["title"] for row in client.get(LIST + query).json()["results"]]


def test_a_resource_says_what_it_is_and_for_whom(lead):
    series = Series.objects.create(title="Steps")
    row = make_resource(
        title="Warm up",
        topics=["singing"],
        phases=["primary"],
        year_groups=[0, 4],
        series=series,
        episode=2,
        with_file=True,
    )
    given = lead.get(f"{LIST}{row.pk}/").json()
    told = {
        "kind": "guide",
        "title": "Warm up",
        "text": "Sing **every** day.",
        "topics": ["singing"],
        "phases": ["primary"],
        "year_groups": [0, 4],
        "series_title": "Steps",
        "episode": 2,
        "file_name": "songs.pdf",
        "page": row.get_absolute_url(),
    }
    assert {name: given[name] for name in told} == told


def test_a_file_that_nobody_may_open_is_not_named(lead):
    row = make_resource(file=make_file(scan=Scan.NOT_SCANNED))
    assert lead.get(f"{LIST}{row.pk}/").json()["file_name"] is None


def test_nobody_gets_more_than_on_the_page(client):
    make_resource(title="For all")
    make_resource(title="For schools", readers=Readers.SCHOOLS)
    draft = make_resource(title="Draft", state=State.DRAFT)
    assert client.get(LIST).status_code == 401
    client.force_login(make_user("carer"))
    assert titles(client) == ["For all"]
    client.force_login(make_user("editor"))
    assert titles(client) == ["For all", "For schools"]
    assert client.get(f"{LIST}{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?q=drum", "?kind=music&kind=lesson", "?topic=ensembles", "?phase=primary"]
)
def test_filters(lead, query):
    make_resource(
        title="Drums", kind="music", topics=["ensembles"], phases=["primary"], body="Play."
    )
    make_resource(title="Singing", topics=["singing"], phases=["secondary"])
    assert titles(lead, query) == ["Drums"]


@pytest.mark.query_bound("api:resources-list")
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_asks_the_database_as_often_for_many(rows, lead, django_assert_max_num_queries):
    for _ in range(rows):
        make_resource(topics=["singing", "staff"], with_file=rows == 1)
    lead.get(LIST)
    with django_assert_max_num_queries(12):
        lead.get(LIST)
