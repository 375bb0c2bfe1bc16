"""The hub's phase of a school, from what the register says."""

import pytest

from schools.choices import Phase
from schools.phases import derive_phase


@pytest.mark.parametrize(
    ("low", "high", "phase"),
    [
        (2, 5, Phase.EARLY_YEARS),
        (0, 5, Phase.EARLY_YEARS),
        (3, 4, Phase.EARLY_YEARS),
        (4, 7, Phase.PRIMARY),
        (7, 11, Phase.PRIMARY),
        (8, 11, Phase.PRIMARY),
        (2, 9, Phase.PRIMARY),
        (3, 11, Phase.PRIMARY),
        (3, 13, Phase.PRIMARY),
        (8, 12, Phase.MIDDLE),
        (9, 13, Phase.MIDDLE),
        (10, 14, Phase.MIDDLE),
        (11, 16, Phase.SECONDARY),
        (11, 18, Phase.SECONDARY),
        (13, 18, Phase.SECONDARY),
        (14, 19, Phase.SECONDARY),
        (9, 16, Phase.SECONDARY),
        (4, 16, Phase.ALL_THROUGH),
        (2, 19, Phase.ALL_THROUGH),
        (16, 19, Phase.POST_16),
        (16, 99, Phase.POST_16),
    ],
)
def test_ages_decide(low, high, phase):
    assert derive_phase(low_age=low, high_age=high, register_phase="Secondary") == phase


@pytest.mark.parametrize(
    "type_name",
    [
        "Community special school",
        "Academy special converter",
        "Pupil referral unit",
        "Academy alternative provision converter",
        "Free schools alternative provision",
        "Secure units",
    ],
)
def test_special_and_alternative_provision_go_by_type_whatever_their_ages(type_name):
    assert derive_phase(low_age=2, high_age=19, type_name=type_name) == Phase.SPECIAL


@pytest.mark.parametrize(
    ("register_phase", "phase"),
    [
        ("Nursery", Phase.EARLY_YEARS),
        ("Primary", Phase.PRIMARY),
        ("Middle deemed primary", Phase.MIDDLE),
        ("Middle deemed secondary", Phase.MIDDLE),
        ("Secondary", Phase.SECONDARY),
        ("16 plus", Phase.POST_16),
        ("All-through", Phase.ALL_THROUGH),
    ],
)
def test_without_both_ages_the_registers_phase_decides(register_phase, phase):
    assert derive_phase(low_age=4, register_phase=register_phase) == phase


@pytest.mark.parametrize(
    ("type_name", "phase"),
    [
        ("Local authority nursery school", Phase.EARLY_YEARS),
        ("Children's centre", Phase.EARLY_YEARS),
        ("Further education", Phase.POST_16),
        ("Academy 16-19 converter", Phase.POST_16),
        ("University technical college", Phase.SECONDARY),
        ("Studio schools", Phase.SECONDARY),
        ("Community school", Phase.NOT_KNOWN),
        ("", Phase.NOT_KNOWN),
    ],
)
def test_without_ages_and_phase_the_type_decides_or_nobody_knows(type_name, phase):
    assert derive_phase(register_phase="Not applicable", type_name=type_name) == phase
