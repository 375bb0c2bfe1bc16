"""The hub's rules about who is due for a visit: the cycle, what weighs how much, what is near."""

from django.urls import reverse

from hub.policy.rules import Effect, Whole, rule
from schools.models import School
from visits.cycle import cycle_months, past_cycle
from visits.due import scoring

_GROUP = "Visits"
_WEIGHTS = "Whom to visit first"
#: A change of a weight is tried on so many of the first schools.
_FIRST, _NAMED = 50, 3


def _past(old, new):
    """How many schools are past the cycle, and would be."""
    every = School.objects.open().order_by()
    before, after = (every.filter(past_cycle(months=months)).count() for months in (old, new))
    schools = "1 open school is" if after == 1 else f"{after:,} open schools are"
    return [
        Effect(
            f"With {new} months {schools} past the cycle and stand before all others.",
            reverse("visits:due"),
        ),
        Effect(f"With {old} months it is {before:,}."),
    ]


def _soon(old, new):
    """How many schools would be suggested beside others, by the time left."""
    every, cycle = School.objects.open().order_by(), cycle_months()
    soon = every.filter(past_cycle(months=max(0, cycle - new))).exclude(scoring.ARRANGED_ALREADY)
    number = soon.count()
    schools = "1 open school" if number == 1 else f"{number:,} open schools"
    return [Effect(f"{schools} may be suggested beside a school near by.", reverse("visits:due"))]


def _as_far(old, new):
    return [Effect(f"Beside a school stand those that are due within {new} km, five at most.")]


def _first(by):
    rows = scoring.scored(School.objects.open(), by).order_by("-rank", "pk")
    return list(rows.values_list("pk", "name")[:_FIRST])


def _effects_of_weight(key):
    def effects(old, new):
        """How the first schools of the list would change."""
        now = scoring.weights()
        before, after = _first(now | {key: old}), _first(now | {key: new})
        moved = sum(a != b for a, b in zip(before, after, strict=True))
        come = [name for pk, name in after if (pk, name) not in before]
        if not moved:
            return [
                Effect("The first schools of the list stay as they are.", reverse("visits:due"))
            ]
        places = "1 place" if moved == 1 else f"{moved} places"
        found = [
            Effect(
                f"Of the first {len(after)} schools that are due, {places} would have another "
                "school.",
                reverse("visits:due"),
            )
        ]
        if come:
            others = f", and {len(come) - _NAMED} more" if len(come) > _NAMED else ""
            found.append(Effect(f"New among them: {', '.join(come[:_NAMED])}{others}."))
        return found

    return effects


rule(
    "visit-cycle-months",
    label="Within how many months every school is visited",
    group=_GROUP,
    kind=Whole("months", least=6, most=120),
    default=36,
    help="Schools whose last visit that counts is longer ago, and schools that were never "
    "visited, stand before all others on the list of who is due.",
    source="School Engagement Strategy 2024: every school within three years",
    effects=_past,
)
rule(
    "visit-near-months",
    label="How long before its cycle ends a school is suggested as near by",
    group=_GROUP,
    kind=Whole("months", least=0, most=36),
    default=12,
    help="Beside a school that is visited stand others near it that are due too: past the "
    "cycle, or so soon to be, or asking for a visit.",
    source="hub policy: who drives out sees two schools on a day",
    effects=_soon,
)
rule(
    "visit-near-kilometres",
    label="How far away a school is still near by",
    group=_GROUP,
    kind=Whole("km", least=1, most=100),
    default=15,
    help="In a straight line, for schools that are suggested for the same day.",
    source="hub policy: half an hour by car",
    effects=_as_far,
)
for _each in scoring.weighed():
    rule(
        scoring.rule_of(_each.key),
        label=f"Points: {_each.label}",
        group=_WEIGHTS,
        kind=Whole("points", least=0, most=100),
        default=_each.weight,
        help=f"{_each.about} None at all leaves it out.",
        source="hub policy: sector practice for engagement visits, editable",
        effects=_effects_of_weight(_each.key),
    )
