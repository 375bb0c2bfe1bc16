"""The stylesheet's promises: contrasts, weight, no foreign identity."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from hub import charts

STATIC = Path(settings.BASE_DIR, "static")
CSS = (STATIC / "css/hub.css").read_text()
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", CSS))

# Foreground, background, and the contrast that the design promises.
PROMISED = [
    ("ink", "paper", 15.9),
    ("ink", "sand", 14.2),
    ("ink-soft", "paper", 7.7),
    ("plum", "paper", 11.3),
    ("on-plum", "plum", 11.8),
    ("plum-deep", "paper", 14),
    ("ink", "plum-tint", 14.2),
    ("teal", "paper", 7.1),
    ("on-teal", "teal", 7.3),
    ("on-teal", "teal-deep", 7.3),
    ("link", "paper", 9.0),
    ("visited", "paper", 8.3),
    ("edge", "paper", 4.9),
    ("brass-deep", "paper", 6.1),
    ("brass", "plum", 6.4),
    ("ok", "ok-tint", 5.7),
    ("warn", "warn-tint", 6.0),
    ("error", "error-tint", 5.7),
    ("error", "paper", 6.3),
    ("info", "info-tint", 6.3),
    ("ink", "focus", 10.8),
    # Not in the table, but used: hints on sand, links on sand and on tints.
    ("ink-soft", "sand", 4.5),
    ("link", "sand", 4.5),
    ("ink", "warn-tint", 7),
    ("ink", "info-tint", 7),
    ("link", "plum-tint", 4.5),
]


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG contrast of two colours like #5A1F5C."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground", "promised"), PROMISED)
def test_contrasts_hold(text, ground, promised):
    assert round(contrast(TOKENS[text], TOKENS[ground]), 1) >= promised


@pytest.mark.parametrize("number", range(1, 7))
def test_chart_colours_stand_out_on_a_card(number):
    assert contrast(TOKENS[f"chart-{number}"], TOKENS["card"]) > 4


def test_drawn_charts_use_the_colours_of_the_stylesheet():
    assert tuple(TOKENS[f"chart-{number}"] for number in range(1, 7)) == charts.COLOURS


def test_the_library_is_compiled_with_the_colours_of_the_stylesheet():
    source = (STATIC / "govuk/source/hub.scss").read_text().upper()
    compiled = {name: TOKENS[name].upper() in source for name in ("plum", "ink", "edge", "link")}
    assert compiled == {"plum": True, "ink": True, "edge": True, "link": True}


def test_the_stylesheet_is_under_25_kilobytes():
    assert len(CSS.encode()) < 25_000


def test_a_first_visit_is_under_150_kilobytes():
    texts = ["govuk/govuk-frontend.css", "govuk/govuk-frontend.js", "css/fonts.css", "css/hub.css"]
    texts += ["js/enable.js", "js/hub.js", "images/icon.svg"]
    fonts = ["nunito-sans-latin-wght-normal.woff2", "fraunces-latin-wght-normal.woff2"]
    weight = sum(len(brotli.compress((STATIC / name).read_bytes())) for name in texts)
    weight += sum((STATIC / "fonts" / name).stat().st_size for name in fonts)
    page = 15_000  # the HTML itself, generously
    assert weight + page < 150_000


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_styles_load_nothing_from_elsewhere_and_nothing_inline(path):
    text = path.read_text()
    elsewhere = [url for url in re.findall(r"url\(([^)]*)\)", text) if '"../fonts/' not in url]
    assert (elsewhere, "@import" in text) == ([], False)


@pytest.mark.parametrize("word", ["GDS Transport", "crown", "govuk-header", "govuk-footer"])
def test_nothing_of_the_government_identity_is_there(word):
    compiled = (STATIC / "govuk/govuk-frontend.css").read_text()
    assert word not in compiled
    assert word not in CSS


def test_every_font_and_the_library_keep_their_licences():
    kept = {path.name for path in (STATIC / "fonts").glob("*OFL.txt")}
    kept |= {path.name for path in (STATIC / "govuk").iterdir() if path.is_file()}
    assert kept == {
        "fraunces-OFL.txt",
        "nunito-sans-OFL.txt",
        "LICENCE.txt",
        "VERSION",
        "govuk-frontend.css",
        "govuk-frontend.js",
    }
