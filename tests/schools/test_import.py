"""What an import of the register does to the directory."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.policy.models import LocalAuthority
from hub.trail.models import Entry
from schools.choices import Phase, SchoolStatus
from schools.models import District, School, Trust
from tests.factories.schools import SchoolFactory, TrustFactory
from tests.schools.conftest import counts
from tests.schools.register import row


def test_a_row_becomes_a_school_with_all_that_we_read(import_gias):
    full = row(
        500001,
        name="St Elmo's School",
        type="Academy converter",
        phase="Primary",
        low="3",
        high="11",
        pupils="210",
        fsm="12.34",
        trust="04711",
        trust_name="Harbour Trust",
        opened="01-09-2012",
        street="1 Quay Street",
        locality="Old Harbour",
        address3="Lower Town",
        town="Wexcombe",
        postcode="wx11ab",
        phone="01632960001",
        website="www.stelmos.example",
        district="E07999001",
        district_name="Wexcombe Vale",
        easting="400100",
        northing="100200",
        EstablishmentNumber="2001",
        LastChangedDate="31-10-2025",
    )
    assert import_gias(full)[-1] == counts(created=1)
    school = School.objects.get()
    expected = {
        "urn": 500001,
        "name": "St Elmo's School",
        "status": SchoolStatus.OPEN,
        "phase": Phase.PRIMARY,
        "local_authority": LocalAuthority.objects.get(code="901", name="Wessex"),
        "establishment_number": "2001",
        "type_name": "Academy converter",
        "register_phase": "Primary",
        "low_age": 3,
        "high_age": 11,
        "pupils": 210,
        "fsm_percent": Decimal("12.3"),
        "opened_on": datetime.date(2012, 9, 1),
        "closed_on": None,
        "district": District.objects.get(code="E07999001", name="Wexcombe Vale"),
        "trust": Trust.objects.get(code="04711", name="Harbour Trust"),
        "street": "1 Quay Street",
        "locality": "Old Harbour, Lower Town",
        "town": "Wexcombe",
        "postcode": "WX1 1AB",
        "phone": "01632960001",
        "website": "www.stelmos.example",
        "easting": 400100,
        "northing": 100200,
        "register_changed_on": datetime.date(2025, 10, 31),
    }
    assert {name: getattr(school, name) for name in expected} == expected


def test_the_second_run_changes_nothing(import_gias):
    rows = [row(500001, low="4", high="11", fsm="3", trust="1", trust_name="T"), row(500002)]
    import_gias(*rows)
    assert import_gias(*rows)[-1] == counts()


def test_a_changed_row_updates_its_school_alone(import_gias):
    import_gias(row(500001, pupils="100"), row(500002, pupils="200"))
    assert import_gias(row(500001, pupils="101"), row(500002, pupils="200"))[-1] == counts(
        updated=1
    )
    assert list(School.objects.order_by("urn").values_list("pupils", flat=True)) == [101, 200]


def test_a_blank_overwrites_nothing(import_gias):
    import_gias(row(500001, phone="01632960001", pupils="90", trust="1", trust_name="T"))
    assert import_gias(row(500001))[-1] == counts()
    school = School.objects.get()
    assert (school.phone, school.pupils, school.trust.name) == ("01632960001", 90, "T")


def test_rows_of_other_authorities_are_ignored(import_gias):
    assert import_gias(row(500001), row(500002, la="902"))[-1] == counts(created=1, ignored=1)


def test_absence_closes_nothing(import_gias):
    import_gias(row(500001), row(500002))
    assert import_gias(row(500001))[-1] == counts()
    assert School.objects.open().count() == 2


def test_status_closed_closes_and_stands_on_the_trail(import_gias):
    import_gias(row(500001))
    assert import_gias(row(500001, status="2", closed="31-08-2026"))[-1] == counts(closed=1)
    school = School.objects.get()
    assert (school.status, school.closed_on) == (SchoolStatus.CLOSED, datetime.date(2026, 8, 31))
    entry = Entry.objects.about(school).get()
    assert (entry.action, entry.fields) == (
        "closed",
        {
            "status": {"from": "Open", "to": "Closed"},
            "closed_on": {"from": None, "to": "2026-08-31"},
        },
    )


def test_a_school_that_opens_again_forgets_when_it_closed(import_gias):
    import_gias(row(500001, status="2", closed="31-08-2026"))
    assert import_gias(row(500001))[-1] == counts(updated=1)
    school = School.objects.get()
    assert (school.status, school.closed_on) == (SchoolStatus.OPEN, None)


@pytest.mark.parametrize(
    ("name", "status"),
    [("Open, but proposed to close", SchoolStatus.CLOSING), ("closed", SchoolStatus.CLOSED)],
)
def test_a_file_without_status_codes_is_read_by_their_names(import_gias, name, status):
    import_gias(row(500001, status="", status_name=name))
    assert School.objects.get().status == status


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"URN": ""}, "there is no URN"),
        ({"URN": "50000x"}, "URN is not a whole number: “50000x”"),
        ({"URN": "999999999999"}, "URN is not a whole number: “999999999999”"),
        ({"pupils": "many"}, "NumberOfPupils is not a whole number: “many”"),
        ({"pupils": "-3"}, "NumberOfPupils is not a whole number: “-3”"),
        ({"low": "400"}, "StatutoryLowAge is too large: “400”"),
        ({"fsm": "101"}, "PercentageFSM is not a percentage: “101”"),
        ({"opened": "31-02-2020"}, "OpenDate is not a date: “31-02-2020”"),
        ({"status": "9"}, "the status is not known: “9”"),
        ({"low": "11", "high": "4"}, "the ages run from 11 to 4"),
        ({"easting": "400100"}, "only one of Easting and Northing is given"),
        ({"name": ""}, "the school has no name"),
        ({"name": "x" * 201}, "the name is longer than 200 characters"),
        ({"trust": "1" * 13, "trust_name": "T"}, "Trusts (code) is longer than 12 characters"),
    ],
)
def test_a_bad_row_is_rejected_with_line_and_reason(import_gias, cells, reason):
    said = import_gias(row(500001), {**row(500002), **row(500002, **cells)})
    assert said[-2:] == [f"register.csv, line 3: {reason}.", counts(created=1, rejected=1)]


def test_of_a_number_that_stands_twice_the_later_row_is_rejected(import_gias):
    said = import_gias(row(500001, name="First"), row(500001, name="Second"))
    assert said[-2:] == [
        "register.csv, line 3: URN 500001 stands already in line 2.",
        counts(created=1, rejected=1),
    ]
    assert School.objects.get().name == "First"


def test_a_rejected_update_leaves_the_school_as_it_was(import_gias):
    import_gias(row(500001, low="4", high="11", pupils="90"))
    said = import_gias(row(500001, low="12", pupils="95"))
    assert said[-2:] == [
        "register.csv, line 2: the ages run from 12 to 11.",
        counts(rejected=1),
    ]
    assert School.objects.get().pupils == 90


def test_what_staff_set_by_hand_stays(import_gias):
    trust = TrustFactory()
    SchoolFactory(
        urn=500001,
        phase=Phase.SPECIAL,
        trust=trust,
        easting=1,
        northing=2,
        set_by_staff=["phase", "trust", "position"],
    )
    given = {"low": "4", "high": "11", "trust": "9", "trust_name": "Other"}
    import_gias(row(500001, easting="400100", northing="100200", **given))
    school = School.objects.get()
    assert (school.phase, school.trust, school.easting, school.northing) == (
        Phase.SPECIAL,
        trust,
        1,
        2,
    )


def test_a_trust_that_changed_its_name_is_renamed(import_gias):
    import_gias(row(500001, trust="1", trust_name="Old"))
    import_gias(row(500001, trust="1", trust_name="New"))
    assert list(Trust.objects.values_list("code", "name")) == [("1", "New")]


def test_the_registers_way_of_not_knowing_when_a_school_opened_is_no_date(import_gias):
    import_gias(row(500001, opened="01-01-1900"))
    assert School.objects.get().opened_on is None


def test_a_dry_run_says_the_same_and_changes_nothing(import_gias):
    said = import_gias(row(500001), dry_run=True)
    assert said[-2:] == ["A dry run: nothing was changed.", counts(created=1)]
    assert not School.objects.exists()
    assert not LocalAuthority.objects.exists()


def test_the_import_stands_on_the_trail_of_its_authority_with_its_counts(import_gias):
    import_gias(row(500001), row(500002, la="902"))
    authority = LocalAuthority.objects.get(code="901")
    entry = Entry.objects.about(authority).get(action="imported")
    assert (entry.reason, {name: each["to"] for name, each in entry.fields.items()}) == (
        "register.csv",
        {"created": 1, "updated": 0, "closed": 0, "linked": 0, "ignored": 1, "rejected": 0},
    )


def test_without_an_authority_nothing_is_taken_in(import_gias):
    with pytest.raises(CommandError, match="The hub has no local authority yet"):
        import_gias(row(500001), authority=None)


def test_an_authority_that_the_file_does_not_name_is_refused(import_gias):
    with pytest.raises(CommandError, match="names no school of local authority 999"):
        import_gias(row(500001), authority="999")
    assert not LocalAuthority.objects.exists()


@pytest.mark.parametrize("rows", [3, 40])
def test_statements_do_not_grow_with_the_rows(import_gias, rows):
    first = [row(500000 + n, pupils="1", trust=n, trust_name=f"T{n}") for n in range(rows)]
    with CaptureQueriesContext(
        connection,
    ) as creating:
        import_gias(*first)
    with CaptureQueriesContext(connection) as updating:
        import_gias(*({**each, "NumberOfPupils": "2"} for each in first))
    assert (len(creating) <= 22, len(updating) <= 18) == (True, True), (
        len(creating),
        len(updating),
    )
