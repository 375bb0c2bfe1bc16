"""The signals that follow from what schools keeps: facts, audits, people, the register.

What is not known of a school speaks neither for it nor against it.
"""

import datetime
from collections import defaultdict

from django.db.models import OuterRef, Q, Subquery
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant
from hub.calendar.years import AcademicYear
from hub.kept import Kept
from schools.choices import AuditArea, AuditLevel, Phase
from schools.models import Fact, KnownYear, School, SchoolLink
from schools.models.known_years import level_of
from schools.priority import Found, Signal, signals

#: Where children learn an instrument as a class, as a rule.
_WHOLE_CLASS = {Phase.PRIMARY, Phase.MIDDLE, Phase.ALL_THROUGH, Phase.SPECIAL}
_NEW_LEAD_MONTHS, _NEW_ACADEMY_MONTHS = 12, 24
_LEVELS = [level_of(area) for area in AuditArea.values]


def months_before(day, months):
    """The same day so many months earlier; the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)) - datetime.timedelta(1)
    return last.replace(day=min(day.day, last.day))


def _day(text):
    day = parse_date(text)
    return date_format(day, "j F Y") if day else text


def _plan(told):
    if told["status"] == "none":
        return f"No development plan for {told['year']}"
    if told["status"] == "draft":
        return f"Development plan for {told['year']} still being written"
    return f"Review of the development plan was due on {_day(told['review_on'])}"


def _audit(told):
    return f"Audit of {told['year']}: {told['low']} of {told['areas']} areas not yet or emerging"


@signals(
    Signal(
        "no-plan",
        place=0,
        label="No plan, or its review overdue",
        weight=15,
        words=_plan,
        about="The school says that it has no development plan, is still writing it, or has let "
        "the day of its review pass.",
    ),
    Signal(
        "weak-audit",
        place=1,
        label="Weak audit",
        weight=12,
        words=_audit,
        about="At least half of the areas of its newest audit are not yet there or emerging.",
    ),
    Signal(
        "no-whole-class",
        place=2,
        label="No whole class teaching",
        weight=8,
        words=lambda told: f"No whole class teaching in {told['year']}",
        about="The school says that no class learns an instrument together.",
    ),
    Signal(
        "nobody-plays",
        place=3,
        label="Nobody in lessons or groups",
        weight=12,
        words=lambda told: f"Nobody has lessons or plays in a group in {told['year']}",
        about="The school says that no pupil has lessons, and that there is no instrumental group.",
    ),
)
def from_facts(schools, today):
    """What is known of this year, and of the last where nothing is of this."""
    year = AcademicYear.of(today)
    rows = KnownYear.objects.filter(school__in=schools, year__in=[year, year.previous])
    by_school = defaultdict(list)
    for row in rows.order_by("-year").select_related("school"):
        by_school[row.school_id].append(row)
    return {pk: _of_years(years, year, today) for pk, years in by_school.items()}


def _of_years(rows, year, today):
    """``rows``: of this year and the last, as far as there are any, the newest first."""
    found = {"no-plan": _of_plan(rows[0], year, today)}
    audited = next((row for row in rows if row.audited_at), None)
    found["weak-audit"] = _of_audit(audited) if audited else None
    taught = next((row for row in rows if row.whole_class is not None), None)
    if taught and taught.whole_class == 0 and taught.school.phase in _WHOLE_CLASS:
        found["no-whole-class"] = Found(100, {"year": str(taught.year)})
    played = next((row for row in rows if row.learners is not None), None)
    if played and played.learners == 0 and played.ensembles == 0:
        found["nobody-plays"] = Found(100, {"year": str(played.year)})
    return {key: each for key, each in found.items() if each}


def _of_plan(row, year, today):
    # A plan is of one year: that there was none last year says nothing of this one.
    if row.year == year and row.plan_status in {"none", "draft"}:
        told = {"status": row.plan_status, "year": str(year)}
        return Found(100 if row.plan_status == "none" else 50, told)
    if row.plan_review_on and row.plan_review_on < today.isoformat():
        return Found(60, {"status": "review", "review_on": row.plan_review_on})
    return None


def _of_audit(row):
    levels = [level for level in (getattr(row, name) for name in _LEVELS) if level is not None]
    low = sum(level <= AuditLevel.EMERGING for level in levels)
    if not low or low * 2 < len(levels):
        return None
    told = {"year": str(row.year), "low": low, "areas": len(levels)}
    return Found(round(100 * low / len(levels)), told)


def _lead(told):
    role = "head" if told["role"] == Role.HEAD else "music lead"
    return f"New {role} since {_day(told['since'])}"


@signals(
    Signal(
        "new-lead",
        place=4,
        label="New music lead or head",
        weight=15,
        words=_lead,
        about="A music lead or head who followed another within the last 12 months, or a music "
        "lead by another name than last year.",
    )
)
def from_people(schools, today):
    """Whoever follows somebody in the role, and another name of the music lead than last year's.

    The first who joins the portal for a school is not new there.
    """
    since, found = months_before(today, _NEW_LEAD_MONTHS), {}
    earlier = RoleGrant.objects.filter(
        school=OuterRef("school"), role=OuterRef("role"), starts_on__lt=OuterRef("starts_on")
    ).exclude(user=OuterRef("user"))
    grants = RoleGrant.objects.live(today).filter(
        role__in=[Role.LEAD, Role.HEAD], school__in=schools, starts_on__gt=since
    )
    grants = grants.annotate(earlier=Subquery(earlier.values("pk")[:1])).exclude(earlier=None)
    for school, role, day in grants.order_by("starts_on").values_list(
        "school", "role", "starts_on"
    ):
        found[school] = {"new-lead": Found(100, {"role": role, "since": day.isoformat()})}
    year = AcademicYear.of(today)
    told = Fact.objects.in_force().filter(key="music-lead", school__in=schools, is_unknown=False)
    before = told.filter(year=year.previous, school=OuterRef("school")).values("text")[:1]
    now = told.filter(year=year, at__date__gt=since).annotate(before=Subquery(before))
    for school, text, other, at in now.values_list("school", "text", "before", "at"):
        if other and other.casefold().split() != text.casefold().split() and school not in found:
            said = {"role": Role.LEAD, "since": at.date().isoformat()}
            found[school] = {"new-lead": Found(100, said)}
    return found


def _levels_of_need():
    """(half, a quarter) of the open schools have a larger share of free school meals than this."""
    shares = sorted(
        School.objects.open()
        .filter(fsm_percent__isnull=False)
        .order_by()
        .values_list("fsm_percent", flat=True)
    )
    if not shares:
        return None
    return shares[len(shares) // 2], shares[len(shares) * 3 // 4]


levels_of_need = Kept(_levels_of_need, seconds=60)


def _need(told):
    return f"{told['percent']}% have free school meals, more than {told['share']} of schools"


@signals(
    Signal(
        "deprivation",
        place=5,
        label="Many with free school meals",
        weight=10,
        words=_need,
        about="More pupils have free school meals than at half of the hub’s schools; at more than "
        "three quarters of them it counts in full.",
    ),
    Signal(
        "special-needs",
        place=6,
        label="Special needs",
        weight=6,
        words=lambda told: "Special school or alternative provision",
        about="A special school or alternative provision.",
    ),
    Signal(
        "new-academy",
        place=7,
        label="New academy",
        weight=8,
        words=lambda told: f"Became {told['name']} on {_day(told['since'])}",
        about="The school took over from an earlier one within the last 24 months.",
    ),
)
def from_the_register(schools, today):
    """Free school meals, phase, and which schools began anew."""
    levels, found = levels_of_need(), defaultdict(dict)
    needy = Q(phase=Phase.SPECIAL)
    if levels:
        needy |= Q(fsm_percent__gt=levels[0])
    rows = schools.filter(needy).values_list("pk", "phase", "fsm_percent")
    for pk, phase, percent in rows:
        if phase == Phase.SPECIAL:
            found[pk]["special-needs"] = Found(100)
        if levels and percent is not None and percent > levels[0]:
            is_high = percent > levels[1]
            share = "three quarters" if is_high else "half"
            told = {"percent": f"{percent.normalize():f}", "share": share}
            found[pk]["deprivation"] = Found(100 if is_high else 50, told)
    since = months_before(today, _NEW_ACADEMY_MONTHS)
    links = SchoolLink.objects.filter(
        successor_urn=OuterRef("urn"), established_on__gt=since, established_on__lte=today
    )
    newest = links.order_by("-established_on").values("established_on")[:1]
    begun = schools.filter(urn__isnull=False).annotate(since=Subquery(newest))
    for pk, name, day in begun.exclude(since=None).values_list("pk", "name", "since"):
        found[pk]["new-academy"] = Found(100, {"name": name, "since": day.isoformat()})
    return found
