"""The brand's colours: computed contrast, and what is derived."""

import pytest

from hub.policy import colours
from hub.policy.models import HubSettings


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#5A1F5C", "#FFFFFF", 11.8),  # design.md 3
        ("#0A6159", "#FFFFFF", 7.3),
        ("#7A1F6B", "#FFFAF3", 9.0),
    ],
)
def test_contrast_is_as_published(one, other, ratio):
    assert round(colours.contrast(one, other), 1) == ratio
    assert colours.contrast(one, other) == colours.contrast(other, one)


def test_what_falls_short_never_reads_as_enough():
    assert [colours.as_text(ratio) for ratio in (4.499, 4.5, 11.756, 21)] == [
        "4.49:1",
        "4.5:1",
        "11.75:1",
        "21:1",
    ]


def test_the_default_brand_sets_nothing_anew():
    assert colours.tokens(HubSettings()) == {}


def test_an_own_brand_sets_its_token_and_what_is_derived_from_it():
    hub = HubSettings(colour_brand="#003366", colour_link="#004080")
    assert colours.tokens(hub) == {
        "--plum": "#003366",
        "--plum-deep": "#002447",
        "--plum-tint": "#EBEFF3",
        "--link": "#004080",
    }


@pytest.mark.parametrize("brand", ["#5A1F5C", "#003366", "#767676", "#B00000", "#006B3C"])
def test_every_brand_that_is_taken_leaves_its_derived_colours_readable(brand):
    assert colours.reached("colour_brand", brand) >= colours.NEEDED
    own = colours.tokens(HubSettings(colour_brand=brand, colour_action=brand))
    for token in ("--plum-deep", "--teal-deep"):
        if token in own:
            assert colours.contrast(own[token], "#FFFFFF") >= colours.NEEDED
    if "--plum-tint" in own:
        assert colours.contrast("#241B2F", own["--plum-tint"]) >= colours.NEEDED
