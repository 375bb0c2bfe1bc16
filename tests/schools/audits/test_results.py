"""From answers to levels, strengths and next steps: pure functions."""

import pytest

from schools.audits import content
from schools.audits.results import AreaResult, Given, Result, change
from schools.choices import AuditArea, AuditLevel

L = AuditLevel


def area(*values, key="singing"):
    given = [Given(f"{key}-{n}", key, f"Statement {n}.", value) for n, value in enumerate(values)]
    return AreaResult(key, key.title(), given)


def as_asked(**values):
    """The real statements of one area, each with an answer by the end of its key."""
    statements = content.areas()["singing"].statements
    given = [
        Given(s.key, s.area, s.wording, values.get(s.key.removeprefix("singing-")))
        for s in statements
    ]
    return AreaResult("singing", "Singing", given)


@pytest.mark.parametrize(
    ("values", "level"),
    [
        (["emerging"], L.EMERGING),
        (["not-yet", "emerging"], L.NOT_YET),
        (["emerging", "established"], L.EMERGING),
        (["emerging", "established", "established"], L.ESTABLISHED),
        (["exemplary", "exemplary", "established"], L.EXEMPLARY),
        (["not-yet", "exemplary", "exemplary", "exemplary"], L.ESTABLISHED),
        (["emerging", "not-sure"], L.EMERGING),
        (["emerging", "not-sure", "not-sure"], None),
        (["emerging", None, None], None),
        (["emerging", "not-applicable", "not-applicable"], L.EMERGING),
        (["not-applicable", "not-applicable"], None),
        ([None], None),
        ([], None),
        (["of-another-version", "emerging"], L.EMERGING),
    ],
)
def test_the_level_of_an_area_is_the_mean_of_its_statements_a_half_down(values, level):
    assert area(*values).level == level


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (["emerging"], "Emerging"),
        (["not-sure"], "Not sure"),
        ([None], "Not sure"),
        (["not-applicable"], "Not applicable"),
    ],
)
def test_an_area_without_a_level_says_why(values, status):
    assert area(*values).status == status


def test_strengths_are_what_is_established_the_best_first_two_an_area():
    result = Result(
        [
            area("established", "exemplary", "established", key="singing"),
            area("emerging", "established", key="spaces"),
            area("exemplary", key="staff"),
        ]
    )
    assert [(a.key, g.key, g.level) for a, g in result.strengths] == [
        ("singing", "singing-1", L.EXEMPLARY),
        ("staff", "staff-0", L.EXEMPLARY),
        ("singing", "singing-0", L.ESTABLISHED),
        ("spaces", "spaces-1", L.ESTABLISHED),
    ]


def test_three_next_steps_come_from_three_areas_the_lowest_first():
    result = Result(
        [
            area("emerging", "not-yet", "not-yet", key="singing"),
            area("established", key="spaces"),
            area("not-sure", key="staff"),
            area("emerging", key="lessons"),
            area("exemplary", "not-applicable", None, key="inclusion"),
        ]
    )
    assert [step.key for step in result.next_steps] == ["singing-1", "staff-0", "lessons-0"]
    assert [step.key for step in result.all_steps] == [
        *("singing-1", "staff-0", "lessons-0", "spaces-0"),
        *("singing-2", "singing-0"),
    ]


def test_a_feature_of_the_national_plan_goes_before_what_is_as_low():
    steps = as_asked(plan="emerging", together="emerging", choir="emerging").next_steps
    assert steps[0].key == "singing-choir"


def test_a_next_step_is_the_one_after_the_level():
    steps = as_asked(choir="not-yet").next_steps
    assert [step.text for step in steps] == [
        "Start a choir for six weeks with one performance at the end."
    ]


def test_of_what_nobody_is_sure_the_step_is_to_find_out():
    steps = as_asked(choir="not-sure").next_steps
    assert [step.text for step in steps] == [
        "Find out how this stands: “We have a choir or vocal group”."
    ]


def test_a_statement_that_the_hub_has_added_has_a_step_too():
    steps = area("emerging", key="hub-area").next_steps
    assert [step.text for step in steps] == ["Plan the next step for: “Statement 0”."]


def test_an_audit_where_everything_is_exemplary_has_no_next_step():
    assert Result([area("exemplary", "exemplary")]).next_steps == []


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (L.EMERGING, L.ESTABLISHED, "Further on"),
        (L.EMERGING, L.EMERGING, "As last year"),
        (L.EMERGING, L.NOT_YET, "Further back"),
        (None, L.EMERGING, ""),
        (L.NOT_YET, None, ""),
    ],
)
def test_how_a_level_has_moved_is_said_in_words(before, now, words):
    assert change(before, now) == words


def test_each_of_the_seven_features_is_one_statement():
    numbers = sorted(s.feature for s in content.statements().values() if s.feature)
    assert numbers == list(content.FEATURES)


@pytest.mark.parametrize("key", AuditArea.values)
def test_an_area_has_three_to_six_statements_of_every_strand_complete(key):
    found = content.areas()[key]
    assert 3 <= len(found.statements) <= 6
    assert {each.strand for each in found.statements} == set(content.STRANDS)
    assert all(each.key.startswith(f"{key}-") for each in found.statements)
    sentences = [text for each in found.statements for text in (*each.levels, *each.steps)]
    assert all(text[0].isupper() and text.endswith((".", "?")) for text in sentences)
    assert all(len(text) < 200 for text in sentences)
