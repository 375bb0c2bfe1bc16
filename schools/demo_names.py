"""What kinds of school the demo has, and what they are called."""

import itertools
from dataclasses import dataclass

from schools import demo_places as places
from schools.choices import Phase

MAINTAINED, ACADEMIES = "Local authority maintained schools", "Academies"


@dataclass(frozen=True)
class Kind:
    """A school about to be: its name, its entries in the register, and how big such ones are."""

    name: str
    phase: Phase
    register_phase: str
    type_name: str
    type_group: str
    low_age: int
    high_age: int
    least: int
    most: int
    usual: int
    fsm: float
    numbered: int
    trust: int | None = None


def kinds(chance):
    """Endless (kind, place) of the towns: one round of each town's set after the other."""
    taken = set()
    sets = (_county_town, _three_tiers, _large_town, _large_town, _small_town, _small_town)
    for turn in itertools.count():
        rounds = [
            list(town_set(town[0], turn, chance))
            for town, town_set in zip(places.TOWNS, sets, strict=True)
        ]
        # Column by column, so that a county of any size has every phase before it has repeats.
        for column in itertools.zip_longest(*rounds):
            for town, kind in zip(places.TOWNS, column, strict=True):
                if kind is not None:
                    yield _unique(kind, town[0], taken), town


def _county_town(town, turn, chance):
    quarters = chance.sample(places.QUARTERS, 3)
    yield _secondary(f"{town} High School" if not turn else f"{quarters[2]} Academy")
    if not turn:
        yield _nursery(f"{town} Nursery School")
        yield _college(f"{town} Sixth Form College")
    yield _catholic(chance)
    yield from _infants_and_juniors(quarters[0])
    yield _primary(f"{quarters[1]} Primary School", 210, 640, 420)
    yield _special(f"The {quarters[2].removeprefix('The ')} School")


def _three_tiers(town, turn, chance):
    quarters = chance.sample(places.QUARTERS, 2)
    yield _primary(f"{quarters[0]} First School", 100, 260, 160, ages=(4, 9))
    yield _middle(f"{town if not turn else quarters[1]} Middle School")
    yield _secondary(f"{places.FOUNDERS[turn % 4]}'s School", ages=(13, 18))
    yield _primary(f"{quarters[1]} First School", 100, 260, 160, ages=(4, 9))
    yield _primary(f"{town} Church of England First School", 60, 180, 120, (4, 9), "controlled")


def _large_town(town, turn, chance):
    quarters = chance.sample(places.QUARTERS, 3)
    yield _secondary(f"{places.FOUNDERS[(turn + len(town)) % 4]}'s School")
    yield _primary(f"{quarters[0]} Primary School", 210, 640, 420)
    yield _special(f"The {quarters[2].removeprefix('The ')} School")
    yield from _infants_and_juniors(quarters[1])
    yield _primary(
        f"{chance.choice(places.SAINTS)} Church of England Academy", 180, 450, 300, church="academy"
    )
    yield _catholic(chance)
    yield _primary(f"{quarters[2]} Primary Academy", 200, 620, 400, trust=2)


def _small_town(town, turn, chance):
    quarters = chance.sample(places.QUARTERS, 2)
    if turn:
        yield _secondary(f"{quarters[1]} Academy", trust=2)
    else:
        yield _all_through(f"{town} Community Academy")
    yield _primary(f"{quarters[0]} Primary School", 150, 420, 240)
    yield _unit(f"{town} Learning Centre")
    yield _primary(f"{quarters[1]} Primary Academy", 150, 420, 210, trust=0)


def _infants_and_juniors(quarter):
    yield _primary(f"{quarter} Infant and Nursery School", 90, 270, 180, ages=(3, 7))
    yield _primary(f"{quarter} Junior School", 120, 360, 240, ages=(7, 11))


def names_of_villages(chance):
    """Endless (kind, place): the written villages first, then ones that halves of names make."""
    taken = {village[0] for village in places.VILLAGES} | {town[0] for town in places.TOWNS}
    written = list(places.VILLAGES)
    head, rest = written[:1], written[1:]
    chance.shuffle(rest)
    for place in itertools.chain(head, rest, _further(chance, taken)):
        yield _village_school(place[0], chance), place


def _further(chance, taken):
    keys = list(places.DISTRICTS)
    firsts, seconds = places.FIRST_HALVES.split(), places.SECOND_HALVES.split()
    while True:
        name = chance.choice(firsts) + chance.choice(seconds)
        if chance.random() < 0.25:
            name = chance.choice(places.BEFORE) + name
        if chance.random() < 0.2 or name in taken:
            name += chance.choice(places.AFTER)
        if name in taken:
            continue
        taken.add(name)
        east, north = chance.randint(2, 43), chance.randint(3, 53)
        district = keys[(north > 30) * 2 + (east < 20)]
        yield name, district, east, north, chance.randint(1, 10)


def _village_school(village, chance):
    tiny = chance.random() < 0.35
    least, most, usual = (14, 58, 36) if tiny else (60, 230, 110)
    style = chance.random()
    if style < 0.4:
        return _primary(f"{village} Primary School", least, most, usual)
    if style < 0.75:
        return _primary(
            f"{village} Church of England Primary School", least, most, usual, church="controlled"
        )
    if style < 0.9:
        saint = chance.choice(places.SAINTS)
        return _primary(
            f"{saint} Church of England Primary School, {village}",
            least,
            most,
            usual,
            church="aided",
        )
    return _primary(f"{village} Church of England Academy", least, most, usual, church="academy")


def _unique(kind, town, taken):
    name = kind.name if kind.name not in taken else f"{kind.name}, {town}"
    number = 2
    while name in taken:
        name, number = f"{kind.name}, {town} ({number})", number + 1
    taken.add(name)
    return Kind(**{**kind.__dict__, "name": name})


def _primary(name, least, most, usual, ages=(4, 11), church=None, trust=None):
    type_name, group = {
        "controlled": ("Voluntary controlled school", MAINTAINED),
        "aided": ("Voluntary aided school", MAINTAINED),
        "academy": ("Academy converter", ACADEMIES),
        None: ("Community school", MAINTAINED),
    }[church]
    if church == "academy":
        trust = 3
    if trust is not None:
        type_name, group = "Academy converter", ACADEMIES
    return Kind(
        name, Phase.PRIMARY, "Primary", type_name, group, *ages, least, most, usual, 17, 2000, trust
    )


def _catholic(chance):
    name = f"{chance.choice(places.CATHOLIC_SAINTS)} Catholic Primary School"
    return _primary(name, 150, 420, 210, trust=1)


def _secondary(name, trust=0, ages=(11, 18)):
    return Kind(
        name,
        Phase.SECONDARY,
        "Secondary",
        "Academy converter",
        ACADEMIES,
        *ages,
        620,
        1720,
        1080,
        19,
        4000,
        trust,
    )


def _middle(name):
    return Kind(
        name,
        Phase.MIDDLE,
        "Middle deemed secondary",
        "Foundation school",
        MAINTAINED,
        9,
        13,
        260,
        540,
        390,
        15,
        4900,
    )


def _all_through(name):
    return Kind(
        name,
        Phase.ALL_THROUGH,
        "All-through",
        "Academy sponsor led",
        ACADEMIES,
        3,
        18,
        880,
        1650,
        1240,
        24,
        5900,
        2,
    )


def _special(name):
    return Kind(
        name,
        Phase.SPECIAL,
        "Not applicable",
        "Community special school",
        "Special schools",
        3,
        19,
        64,
        210,
        120,
        42,
        7000,
    )


def _unit(name):
    return Kind(
        name,
        Phase.SPECIAL,
        "Not applicable",
        "Pupil referral unit",
        MAINTAINED,
        11,
        16,
        18,
        90,
        45,
        55,
        1100,
    )


def _nursery(name):
    return Kind(
        name,
        Phase.EARLY_YEARS,
        "Nursery",
        "Local authority nursery school",
        MAINTAINED,
        2,
        5,
        48,
        130,
        90,
        21,
        1000,
    )


def _college(name):
    return Kind(
        name,
        Phase.POST_16,
        "16 plus",
        "Further education",
        "Colleges",
        16,
        19,
        900,
        2600,
        1700,
        12,
        8600,
    )
