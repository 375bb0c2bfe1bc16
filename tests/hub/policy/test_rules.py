"""Rules of practice by academic year: what holds when, what a change does, and who sees it."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.policy import practice, reading, rules
from hub.policy.models import LocalAuthority, PolicyRow
from hub.policy.values import value
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.races import rival

pytestmark = [
    pytest.mark.django_db,
    # 26 November 2026 lies in 2026/27.
    pytest.mark.usefixtures("_in_2026"),
]
KEY = "suppress-below"


@pytest.fixture
def _in_2026():
    with time_machine.travel("2026-11-26T12:00:00Z"):
        yield


def set_to(number, year, by, reason=""):
    rule = rules.get(KEY)
    return practice.set_rule(rule=rule, year=AcademicYear(year), value=number, reason=reason, by=by)


def over_the_years(*years):
    return [value(KEY, year) for year in years]


def test_without_a_row_the_usual_holds():
    assert value(KEY) == rules.get(KEY).default == 5


def test_what_is_set_holds_from_its_year_until_a_later_one_says_otherwise(manager):
    set_to(7, 2026, manager)
    set_to(10, 2028, manager)
    assert over_the_years(2025, 2026, 2027, 2028, 2040) == [5, 7, 7, 10, 10]


def test_a_change_of_this_year_leaves_the_past_as_it_was(manager):
    set_to(8, 2024, manager, reason="Board of May 2024")
    set_to(6, 2026, manager)
    assert over_the_years(2024, 2025, 2026) == [8, 8, 6]


def test_a_past_year_is_corrected_with_a_reason_alone(manager):
    with pytest.raises(practice.RuleRefused, match="Say why 2025/26 is corrected"):
        set_to(8, 2025, manager)
    set_to(8, 2025, manager, reason="As the board had decided")
    assert over_the_years(2024, 2025) == [5, 8]


def test_what_is_taken_back_gives_way_to_what_was_before(manager):
    set_to(7, 2026, manager)
    row = set_to(9, 2027, manager)
    practice.withdraw(row=row, by=manager)
    assert over_the_years(2026, 2027) == [7, 7]


@pytest.mark.parametrize("wrong", [1, 21, "5", 5.0, True, None])
def test_a_value_that_the_rule_cannot_have_is_refused(manager, wrong):
    with pytest.raises(practice.RuleRefused):
        set_to(wrong, 2026, manager)
    assert not PolicyRow.objects.exists()


def test_a_row_that_no_longer_fits_its_rule_counts_as_not_set():
    PolicyRow.objects.create(key=KEY, year=2026, value="many")
    assert value(KEY) == 5


def test_setting_what_holds_already_writes_nothing(manager):
    assert set_to(5, 2026, manager) is None
    assert not Entry.objects.filter(action="set").exists()


def test_every_change_is_on_the_trail_with_before_and_after(manager):
    row = set_to(7, 2026, manager)
    practice.withdraw(row=row, by=manager)
    told = [
        (entry.action, entry.actor_id, entry.fields["value"])
        for entry in Entry.objects.filter(object_type="policy.policyrow").order_by("pk")
    ]
    assert told == [
        ("set", manager.pk, {"from": "5 people", "to": "7 people"}),
        ("withdrew", manager.pk, {"from": "7 people", "to": "5 people"}),
    ]


def test_the_database_keeps_one_row_a_rule_and_year():
    PolicyRow.objects.create(key=KEY, year=2026, value=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyRow.objects.create(key=KEY, year=2026, value=7)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_the_same_rule_the_second_sees_what_the_first_has_set():
    first, second = make_user("manager"), make_user("manager")
    with rival(lambda: set_to(9, 2026, second)) as other, transaction.atomic():
        set_to(7, 2026, first)
        other.start_and_wait_for_the_lock()
    entry = Entry.objects.filter(actor_id=second.pk).get()
    assert entry.fields["value"] == {"from": "7 people", "to": "9 people"}
    assert value(KEY) == 9


def test_all_rules_are_read_in_one_statement_and_then_from_what_is_kept(
    django_assert_num_queries,
):
    with django_assert_num_queries(1):
        found = [value(rule.key) for rule in rules.registered()] * 2
    assert len(found) >= 6


@pytest.mark.parametrize("rule", rules.registered(), ids=lambda rule: rule.key)
def test_every_rule_says_where_its_default_comes_from_and_reads_its_own_words(rule):
    assert rule.source
    assert rule.kind.is_valid(rule.default)
    assert rule.words(rule.default)
    other = [key for key, _ in rule.kind.choices][-1] if is_choice(rule) else rule.kind.least
    assert is_choice(rule) or str(rule.default) in rule.words(rule.default)
    effects = rule.effects(rule.default, other) if rule.effects else []
    assert all(effect.text for effect in effects)


def is_choice(rule):
    """Is it set by choosing, and not by a number?"""
    return isinstance(rule.kind, rules.OneOf)


# --- what the rules do ------------------------------------------------------------------------
def test_reports_hide_counts_below_the_number_that_is_set(manager):
    from schools.small_numbers import is_few, too_few

    was = (is_few(6), too_few())
    set_to(7, 2026, manager)
    assert (was, (is_few(6), too_few())) == ((False, "fewer than 5"), (True, "fewer than 7"))


def test_a_report_is_kept_for_the_hours_that_are_set(manager):
    from hub.reporting.runs import kept

    practice.set_rule(rule=rules.get("report-hours"), year=AcademicYear(2026), value=3, by=manager)
    assert kept().total_seconds() == 3 * 3600


@pytest.mark.parametrize(("percent", "is_whole"), [(50, True), (51, False)])
def test_a_file_of_the_register_is_whole_from_the_share_that_is_set(manager, percent, is_whole):
    from schools.readings import Seen

    authority = LocalAuthority.objects.create(code="901", name="Wessex")
    schools = SchoolFactory.create_batch(2, local_authority=authority)
    practice.set_rule(
        rule=rules.get("register-whole-percent"),
        year=AcademicYear(2026),
        value=percent,
        by=manager,
    )
    seen = Seen()
    seen.note(authority, schools[0].urn)
    (reading,) = _readings(seen)
    assert (reading.found, reading.known, reading.is_whole) == (1, 2, is_whole)


def _readings(seen):
    from django.utils import timezone

    from schools.models import RegisterReading

    seen.write(at=timezone.now(), file_name="it.csv")
    return RegisterReading.objects.all()


# --- pages ------------------------------------------------------------------------------------
@pytest.fixture
def send(client, manager):
    """``send(value, year, …)``: what the page of the rule answers."""
    client.force_login(manager)

    def post(number, year="2026/27", **more):
        data = {"value": number, "year": year, **more}
        return client.post(reverse("policy:rule", args=[KEY]), data)

    return post


def test_a_change_is_shown_with_its_effects_before_it_is_saved(send):
    SchoolFactory(pupils=6)
    page = send("7", year="2027/28").content.decode()
    assert "7 people from 2027/28 on" in page
    assert "1 open school has fewer than 7 pupils" in page
    assert not PolicyRow.objects.exists()


def test_a_confirmed_change_is_saved(send, client):
    answer = send("7", year="2027/28", reason="Board", confirmed="yes")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "7 people from 2027/28 on." in page
    assert over_the_years(2026, 2027) == [5, 7]
    assert "7 people" in client.get(reverse("policy:rules")).content.decode()  # the year after


@pytest.mark.parametrize(
    ("number", "year", "sentence"),
    [
        ("1", "2026/27", "must be 2 or more"),
        ("999", "2026/27", "must be 20 or less"),
        ("few", "2026/27", "must be a whole number"),
        ("", "2026/27", "Enter smallest number of people"),
        ("7", "2025/26", "Enter why 2025/26 is corrected"),
        ("7", "1999/00", "Choose an academic year of the list"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(send, number, year, sentence):
    answer = send(number, year=year, confirmed="yes")
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not PolicyRow.objects.exists()


def test_what_was_set_can_be_withdrawn_after_a_page_that_says_so(send, client):
    send("7", confirmed="yes")
    url = reverse("policy:rule_withdraw", args=[PolicyRow.objects.get().pk])
    assert "Without this it is 5 people" in client.get(url).content.decode()
    answer = client.post(url, follow=True)
    assert "from 2026/27 on it is 5 people again" in answer.content.decode()
    assert not PolicyRow.objects.exists()


def test_the_rules_of_a_year_can_be_downloaded(client, manager):
    set_to(7, 2026, manager)
    client.force_login(manager)
    answer = client.get(reverse("policy:rules_export"), {"year": "2026/27"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert any(
        line.startswith("Smallest number of people") and "7 people" in line for line in lines
    )
    assert "rules-2026-2027.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "shown"), [("2027/28", "2027/28"), ("", "2026/27"), ("1999/00", "2026/27")]
)
def test_the_page_shows_the_year_that_is_chosen_else_this_one(client, manager, asked, shown):
    client.force_login(manager)
    page = client.get(reverse("policy:rules"), {"year": asked}).content.decode()
    assert f'<option value="{shown}" selected>' in page


def test_the_page_of_rules_asks_for_all_of_them_at_once(
    client, manager, django_assert_max_num_queries
):
    client.force_login(manager)
    with django_assert_max_num_queries(10):
        client.get(reverse("policy:rules"))


def test_another_process_knows_within_seconds(manager):
    assert value(KEY) == 5
    PolicyRow.objects.create(key=KEY, year=2026, value=7)  # as another process would
    assert value(KEY) == 5
    reading.read().at -= reading.KEPT_SECONDS + 1
    assert value(KEY) == 7
