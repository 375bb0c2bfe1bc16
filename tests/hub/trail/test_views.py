"""The trail's pages: for managers and administrators, in sentences, by filters, without end."""

import csv
import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.trail.models import Entry
from hub.trail.record import record, record_read
from hub.trail.sentences import lines
from tests.factories.accounts import grant, make_user
from tests.factories.schools import SchoolFactory

LIST = reverse("trail:entries")
EXPORT = reverse("trail:export")


@pytest.fixture
def school(db):
    return SchoolFactory(name="St Alban's")


@pytest.fixture
def mary(db):
    return make_user("officer", name="Mary Officer", email="mary@hub.example")


@pytest.fixture
def renamed(school, mary):
    """Mary renamed the school."""
    return record("renamed", school, by=mary, changes={"name": ("Old", "St Alban's")})


@pytest.fixture
def reader(client, manager):
    """A manager, signed in."""
    client.force_login(manager)
    return client


def shown(client, **query):
    return [line.entry.pk for line in client.get(LIST, query).context["lines"]]


def test_an_entry_reads_as_a_sentence(renamed):
    assert [line.sentence for line in lines([renamed])] == [
        "Mary Officer renamed: school “St Alban's”"
    ]


def test_a_read_says_what_was_read(school, mary):
    entry = record_read(school, by=mary, fields=["needs", "phone"])
    assert lines([entry])[0].sentence == "Mary Officer read needs, phone of school “St Alban's”"


def test_a_role_says_whose_and_where(mary, school):
    role = grant(make_user(name="Ana Head"), "head", school=school)
    entry = record("ended role", role, by=mary)
    assert lines([entry])[0].sentence == (
        "Mary Officer ended role: role “Head teacher (St Alban's)” of Ana Head"
    )


def test_the_portal_is_named_where_nobody_did_it(school):
    assert lines([record("closed", school, by=None)])[0].who == "The portal itself"


def test_of_an_erased_person_and_a_deleted_thing_the_number_is_left(renamed, school, mary):
    number = school.pk
    mary.delete()
    school.delete()
    (line,) = lines([Entry.objects.get(pk=renamed.pk)])
    assert line.sentence == (
        f"Somebody whose account is gone renamed: school {number}, which is gone"
    )


@pytest.mark.parametrize("kind", ["gone.model", "nonsense", "schools.nothing"])
def test_a_kind_of_thing_that_is_no_more_is_shown_as_it_stands(kind, db):
    entry = Entry.objects.create(action="made", object_type=kind, object_id="7", door="page")
    assert lines([entry])[0].about == f"{kind} 7, which is gone"


@pytest.mark.parametrize("name", ["entries", "export", "entry"])
def test_only_managers_and_administrators_read_the_trail(
    name, client, renamed, manager, administrator, mary, carer
):
    url = reverse(f"trail:{name}", args=[renamed.pk] if name == "entry" else [])
    answers = []
    for user in (manager, administrator, mary, carer):
        client.force_login(user)
        answers.append(client.get(url).status_code)
    assert answers == [200, 200, 403, 403]


@pytest.mark.parametrize("name", ["entries", "export"])
def test_nothing_can_be_posted_to_the_trail(name, reader):
    assert reader.post(reverse(f"trail:{name}")).status_code == 405


@pytest.fixture
def several(renamed, school, mary, manager):
    """Four entries, oldest first."""
    other = SchoolFactory(name="Other")
    return [
        renamed,
        record("closed", other, by=manager),
        record_read(school, by=manager, fields=["needs"]),
        record("closed", school, by=None),
    ]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({}, [3, 2, 1, 0]),
        ({"person": "mary"}, [0]),
        ({"person": "MARY@HUB"}, [0]),
        ({"person": "nobody at all"}, []),
        ({"kind": "read"}, [2]),
        ({"action": "closed"}, [3, 1]),
        ({"about": "schools.school", "action": "renamed"}, [0]),
        ({"until": "2020-01-01"}, []),
        ({"since": "0001-01-01", "until": "9999-12-31"}, [3, 2, 1, 0]),
        ({"since": "2020-01-01"}, [3, 2, 1, 0]),
        ({"action": "unknown", "kind": "evil", "since": "yesterday", "x": "1"}, [3, 2, 1, 0]),
    ],
)
def test_filters_narrow_and_unknown_ones_count_as_not_given(query, left, reader, several):
    assert shown(reader, **query) == [several[n].pk for n in left]


def test_one_thing_can_be_followed_by_its_number(reader, several, school):
    query = {"about": "schools.school", "number": str(school.pk)}
    assert shown(reader, **query) == [several[n].pk for n in (3, 2, 0)]


def test_days_are_days_in_london(reader, school):
    summer_night = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)  # 2 July in London
    entry = Entry.objects.create(
        at=summer_night, action="x", object_type="schools.school", object_id="1", door="page"
    )
    assert [
        shown(reader, since="2026-07-02", until="2026-07-02"),
        shown(reader, since="2026-07-01", until="2026-07-01"),
    ] == [[entry.pk], []]


def test_pages_go_back_and_on_without_gap_or_double(reader, school, mary):
    ids = [record("renamed", school, by=mary).pk for _ in range(120)]
    seen, query = [], ""
    pages = 0
    while query is not None:
        context = reader.get(LIST + query).context
        seen += [line.entry.pk for line in context["lines"]]
        pages += 1
        last, query = context["page"], context["page"].next_url or None
    back = [line.entry.pk for line in reader.get(LIST + last.previous_url).context["lines"]]
    assert (pages, seen, back) == (3, ids[::-1], ids[::-1][50:100])


@pytest.mark.parametrize(
    "query",
    [
        "?since=0001-01-01&until=9999-12-31",
        "?before=x",
        "?before=99999999999999999999",
        "?after=-1",
        "?before=1&after=%00x",
    ],
)
def test_odd_addresses_never_break_the_page(query, reader, several):
    assert reader.get(LIST + query).status_code in (200, 400)


@pytest.mark.parametrize("number", [0, 10**15, 10**30])
def test_an_entry_that_is_not_there_is_not_found(number, reader):
    assert reader.get(f"{LIST}{number}/").status_code == 404


def test_one_entry_shows_fields_values_and_where_from(reader, renamed):
    page = reader.get(reverse("trail:entry", args=[renamed.pk])).content.decode()
    assert [words in page for words in ("Old, now St Alban&#x27;s", "roles: officer")] == [
        True,
        True,
    ]


def test_hostile_text_is_inert(reader, manager, school):
    school.name = "<script>1</script>"
    school.save()
    record("renamed", school, by=manager, changes={"<b>": ("<i>", "<u>")}, reason="<img src=x>")
    page = reader.get(LIST).content.decode()
    assert [bad in page for bad in ("<script>1", "<b>", "<i>", "<u>", "<img")] == [False] * 5


def test_taking_the_trail_away_is_on_the_trail(reader, several):
    reader.get(EXPORT)
    assert Entry.objects.latest("pk").action == "exported the trail"


def test_the_export_is_what_is_shown(reader, several, manager):
    response = reader.get(EXPORT, {"action": "closed"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert (
        response["Content-Disposition"],
        [(row["Who"], row["What was done"], row["About"]) for row in rows],
    ) == (
        f'attachment; filename="trail-{timezone.localdate():%Y-%m-%d}.csv"',
        [
            ("The portal itself", "closed", "school “St Alban's”"),
            (manager.name, "closed", "school “Other”"),
        ],
    )


@pytest.mark.query_bound("trail:entries")
@pytest.mark.parametrize("rows", [1, 40])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    rows, reader, mary, django_assert_max_num_queries
):
    for _ in range(rows):
        record("renamed", SchoolFactory(), by=make_user())
        record("ended role", grant(make_user(), "head"), by=mary)
    reader.get(LIST)
    with django_assert_max_num_queries(11):
        reader.get(LIST)


def test_known_actions_are_listed_once_each(several):
    assert Entry.objects.all().known("action") == ["closed", "read", "renamed"]
