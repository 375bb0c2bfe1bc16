"""Made-up content for the gallery: usual, long, many, none."""

import datetime
from types import SimpleNamespace as Row
from zoneinfo import ZoneInfo

from hub.charts import Bar, BarChart, LineChart, Series
from hub.forms.filters import Chip
from hub.lists import Column, ListPage, PageLink
from hub.maps import Map

LONG = "Wolfeschlegelsteinhausen-Bergerdorff"
ICONS = [
    "search",
    "download",
    "calendar",
    "place",
    "check",
    "warning",
    "clock",
    "close",
    "back",
    "on",
    "ascending",
    "descending",
]
LONDON = ZoneInfo("Europe/London")


def _at(day, hour, minute=0):
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def _time(hour, minute=0):
    return datetime.time(hour, minute)


TASKS = [
    Row(text="Overview", url="#tasks", hint="", status="Completed", kind=""),
    Row(
        text="Part A: curriculum music",
        url="#tasks",
        hint="Taken from your audit. Check that it is still right.",
        status="In progress",
        kind="info",
    ),
    Row(
        text="Part B: instrumental and vocal lessons",
        url="#tasks",
        hint="",
        status="Not started",
        kind="warn",
    ),
    Row(
        text="Part C: ensembles and performances",
        url="#tasks",
        hint="",
        status="Problem to fix",
        kind="error",
    ),
    Row(text="Publish the summary", url="", hint="", status="Cannot start yet", kind=""),
]
OFFERS = [
    Row(
        title="Beginner violin group",
        text="Mondays, 4pm to 4:30pm, Oakfield Music Centre. Ages 7 to 11.",
        price="£96",
        tag="Places available",
        kind="ok",
    ),
    Row(
        title="County Youth Brass",
        text="Saturdays, 9:30am to 12 noon, Westshire College. Grade 4 and above.",
        price="£84",
        tag="2 places left",
        kind="warn",
    ),
    Row(
        title=f"Cello with {LONG}",
        text="In school time at St Anne’s Primary. Day to be agreed.",
        price="£164",
        tag="Waiting list",
        kind="info",
    ),
]
FIGURES = [
    Row(
        label="Schools with a plan",
        value="412 of 480",
        change="Up 23 since July",
        target="440 by March",
        definition="Schools with a development plan that is agreed or published.",
        url="#figures",
    ),
    Row(
        label="Pupils in lessons",
        value="9,214",
        change="Down 120 since last term",
        target="9,500",
        definition="Pupils with a confirmed place in any provision.",
        url="#figures",
    ),
    Row(
        label="Visits this term",
        value="0",
        change="",
        target="",
        definition="Visits done or written up.",
        url="",
    ),
]
TIMELINE = [
    Row(
        at=_at(23, 14, 14),
        who=f"Amara {LONG}, music lead",
        text="Saved the development plan",
        url="#timeline",
        detail="1 of 4 sections completed.",
    ),
    Row(
        at=_at(18, 12),
        who="Sam Reed, school visits",
        text="Visited the school and met the head.",
        where="Oakfield Infant School (URN 117001)",
        url="",
        detail="",
    ),
    Row(at=_at(2, 9, 30), who="", text="The school’s name changed.", url="", detail=""),
]
AGENDA = [
    Row(
        date=datetime.date(2026, 11, 23),
        items=[
            Row(
                time=_time(9, 30),
                end=_time(10),
                text="Beginner violin",
                url="#agenda",
                place="St Anne’s Primary, hall",
                status="Take register",
                kind="warn",
            ),
            Row(
                time=_time(12),
                end=None,
                text=f"Cello, {LONG}",
                url="#agenda",
                place="Oakfield Music Centre, room 4",
                status="Saved",
                kind="ok",
            ),
        ],
    ),
    Row(date=datetime.date(2026, 11, 24), items=[]),
    Row(
        date=datetime.date(2026, 11, 25),
        items=[
            Row(
                time=None,
                end=None,
                text="INSET day, until Thursday 26 November",
                url="",
                place="",
                status="This school",
                kind="info",
            )
        ],
    ),
]
MARKS = [
    Row(value="here", text="Here"),
    Row(value="late", text="Late"),
    Row(value="told", text="Away (told us)"),
    Row(value="not_told", text="Away (not told)"),
    Row(value="ill", text="Ill"),
]
SCHOOLS = [
    Row(name="St Anne’s Primary School", phase="Primary", district="Dacorum", pupils="210"),
    Row(name=f"{LONG} Academy", phase="Secondary", district="North Hertfordshire", pupils="1,204"),
    Row(name="Oakfield Nursery", phase="Nursery", district="Watford", pupils="64"),
]
COLUMNS = [
    Column("School", url="?sort=-name#tables", direction="ascending"),
    Column("Phase"),
    Column("District", url="?sort=district#tables"),
    Column("Pupils", number=True, url="?sort=pupils#tables"),
]
PAGES = ListPage(
    rows=[],
    count=480,
    previous_url="?page=4#pages",
    next_url="?page=6#pages",
    numbers=[
        PageLink("1", "?page=1#pages"),
        PageLink("…"),
        PageLink("4", "?page=4#pages"),
        PageLink("5", "?page=5#pages", current=True),
        PageLink("6", "?page=6#pages"),
        PageLink("…"),
        PageLink("24", "?page=24#pages"),
    ],
)
KEYSET = ListPage(rows=[], count=0, previous_url="?before=9#pages", next_url="?after=40#pages")
CHIPS = [Chip("Phase: Primary", "?#lists"), Chip("District: North Hertfordshire", "?#lists")]
BARS = BarChart(
    key="phases",
    title="Schools visited this year, by district",
    summary="Dacorum has had the most visits, 41. Watford has had the fewest, 8.",
    bars=[
        Bar("Dacorum", 41),
        Bar("North Hertfordshire", 30),
        Bar("St Albans", 22, series=2),
        Bar("Stevenage", 15, series=3),
        Bar("Three Rivers", 12, series=4),
        Bar("Welwyn Hatfield", 10, series=5),
        Bar("Watford", 8, series=6),
    ],
    label_heading="District",
    value_heading="Visits",
)
LINES = LineChart(
    key="terms",
    title="Pupils in lessons, by term",
    summary="Lessons in school rose from 4,100 to 5,900. Lessons in centres stayed near 3,000.",
    labels=["Aut 24", "Spr 25", "Sum 25", "Aut 25", "Spr 26", "Sum 26"],
    series=[
        Series("In school", [4100, 4300, 4800, 5200, 5600, 5900]),
        Series("In centres", [3000, 2900, None, 3100, 3000, 3050]),
    ],
    label_heading="Term",
)

MAP = Map(
    points=[
        (e, n, (e + n) // 1000 % 8 + 1)
        for e, n in zip(range(511_000, 545_000, 1700), range(236_000, 206_000, -1500), strict=True)
    ],
    names=dict(
        enumerate(
            [
                "Primary",
                "Secondary",
                "Middle",
                "Special",
                "Early years",
                "16 plus",
                f"All-through, {LONG}",
                "Not known",
            ],
            1,
        )
    ),
    outline=[[(505_000, 205_000), (548_000, 208_000), (541_000, 240_000), (512_000, 236_000)]],
    here=(528_000, 221_000),
)


def everything():
    """What the gallery's templates show, by name."""
    return {
        "tasks": TASKS,
        "offers": OFFERS,
        "figures": FIGURES,
        "as_at": datetime.date(2026, 11, 23),
        "timeline": TIMELINE,
        "agenda": AGENDA,
        "marks": MARKS,
        "schools": SCHOOLS,
        "columns": COLUMNS,
        "pages": PAGES,
        "keyset": KEYSET,
        "chips": CHIPS,
        "bars": BARS,
        "lines": LINES,
        "map": MAP,
        "long": LONG,
        "until": _time(16, 30),
        "facts": [
            {"label": "Phase", "value": "Primary"},
            {"label": "District", "value": "Dacorum"},
            {"label": "Pupils", "value": "210"},
        ],
        "hub": Row(safeguarding_name="Jo Field", safeguarding_phone="01992 555 012"),
        "icons": ICONS,
    }
