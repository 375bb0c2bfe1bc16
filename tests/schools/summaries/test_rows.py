"""The layout of the Department's template: title, rows, parts, in its order and words."""

import datetime

from hub.calendar.years import AcademicYear
from schools.summaries.rows import INTRO, Summary


def whole(**fields):
    told = {
        "published_on": datetime.date(2026, 9, 1),
        "review_on": datetime.date(2027, 7, 12),
        "lead": "Ada Lead",
        "senior": "Hetty Head",
        "hub": "Westshire Music Hub",
        "partners": "County Orchestra",
        "curriculum": "An hour a week.",
        "co_curricular": "A choir.",
        "experiences": "A concert.",
        "future": "A second choir.",
        "further": "Our hub.",
    }
    return Summary("Oak Primary School", AcademicYear(2026), **(told | fields))


def test_the_title_and_the_overview_are_the_templates():
    summary = whole()
    assert summary.title == "Music development plan summary: Oak Primary School"
    assert [(row.detail, row.information) for row in summary.overview] == [
        ("Academic year that this summary covers", "2026/27"),
        ("Date this summary was published", "1 September 2026"),
        ("Date this summary will be reviewed", "12 July 2027"),
        ("Name of the school music lead", "Ada Lead"),
        (
            "Name of school leadership team member with responsibility for music (if different)",
            "Hetty Head",
        ),
        ("Name of local music hub", "Westshire Music Hub"),
        (
            "Name of other music education organisation(s) (if partnership in place)",
            "County Orchestra",
        ),
    ]


def test_the_parts_and_their_sentences_are_the_templates():
    assert INTRO == (
        "This is a summary of how our school delivers music education to all our pupils across "
        "three areas – curriculum music, co-curricular provision and musical experiences – and "
        "what changes we are planning in future years. This information is to help pupils and "
        "parents or carers understand what our school offers and who we work with to support our "
        "pupils' music education."
    )
    assert [(part.heading, part.explanation) for part in whole().parts] == [
        (
            "Part A: Curriculum music",
            "This is about what we teach in lesson time, how much time is spent teaching music "
            "and any music qualifications or awards that pupils can achieve.",
        ),
        (
            "Part B: Co-curricular music",
            "This is about opportunities for pupils to sing and play music, outside of lesson "
            "time, including choirs, ensembles and bands, and how pupils can make progress in "
            "music beyond the core curriculum.",
        ),
        (
            "Part C: Musical experiences",
            "This is about all the other musical events and opportunities that we organise, such "
            "as singing in assembly, concerts and shows, and trips to professional concerts.",
        ),
        ("In the future", "This is about what the school is planning for subsequent years."),
        ("Further information (optional)", ""),
    ]


def test_only_further_information_is_left_out_when_it_is_empty():
    empty = whole(curriculum="", co_curricular="", experiences="", future="", further=" ")
    assert [part.name for part in empty.parts] == [
        "curriculum",
        "co_curricular",
        "experiences",
        "future",
    ]


def test_what_is_not_given_yet_is_told_from_what_does_not_apply():
    rows = whole(lead="", senior="", partners="", review_on=None).overview
    assert [(row.information, row.is_missing) for row in rows[2:]] == [
        ("Not given yet", True),
        ("Not given yet", True),
        ("Not applicable", False),
        ("Westshire Music Hub", False),
        ("Not applicable", False),
    ]


def test_a_senior_leader_who_leads_music_is_named_once():
    rows = whole(senior=" ada  LEAD ").overview
    assert rows[4].information == "Not applicable"
