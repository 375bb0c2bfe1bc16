"""The demo's development plans: three years, of some schools none, some a draft, some published.

They say the same as the facts on plans that the demo's schools have told (demo_facts).
"""

import datetime
import itertools
from zoneinfo import ZoneInfo

from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import User
from hub.calendar.years import AcademicYear
from hub.platform.demo import demo_builder
from hub.policy.current import hub_settings
from schools import demo_plan_words as words
from schools.choices import ActionState, PlanState
from schools.models import (
    Fact,
    Plan,
    PlanAction,
    PlanAddress,
    PlanBudgetLine,
    PlanComment,
    PlanReview,
    PlanVersion,
    School,
)
from schools.plans.contents import contents_of

BATCH = 500
_LONDON = ZoneInfo("Europe/London")
_STATES = {
    "draft": PlanState.DRAFT,
    "agreed": PlanState.AGREED,
    "published": PlanState.PUBLISHED,
}
_SEASONS = ("autumn", "spring", "summer")
_LEADS = ("Hannah Osei", "Tom Brightwell", "Ceri Powell", "Nadia Rahman")
_LEADERS = ("Rachel Adair", "Simon Kettle", "Grace Iwu", "")


@demo_builder("plans", order=45)
def build(county):
    """A plan for every school and year of which the facts say that there is one."""
    chance = county.chance("plans")
    now = AcademicYear.of(county.as_of)
    own = county.places.get("school")
    if own is None:  # the county stands, and only what is new is built
        found = School.objects.filter(grants__user__email=f"head@{DOMAIN}", grants__role="head")
        own = found.first()
    if own is not None:
        _tell_the_story_of(own, now)
    rows = Fact.objects.in_force().filter(key="plan-status", text__in=_STATES, year__lte=now)
    rows = rows.filter(school__urn__gte=900_001).select_related("school")
    told = rows.order_by("school__urn", "year").iterator(chunk_size=BATCH)
    while batch := list(itertools.islice(told, BATCH)):
        _write([_plan(fact, county.as_of, chance) for fact in batch], county.as_of, chance)
    _put_to_the_public()
    if own is not None:
        _comment_on(own, now, county.as_of)


def _tell_the_story_of(school, now):
    """The demo's own school published last year and the year before, and writes this year's."""
    story = {now - 2: "published", now - 1: "published", now: "draft"}
    for year, status in story.items():
        Fact.objects.filter(school=school, year=year, key__startswith="plan-").delete()
        Fact.objects.create(
            school=school,
            year=year,
            key="plan-status",
            text=status,
            source="school",
            at=_at(datetime.date(year, 9, 20)),
            holds=True,
        )


def _plan(fact, as_of, chance):
    year, state = fact.year, _STATES[fact.text]
    has_ended = year < AcademicYear.of(as_of)
    review_on = datetime.date(year + 1, 7, chance.randint(1, 28))
    is_out = state == PlanState.PUBLISHED
    begun = min(datetime.date(year, 9, chance.randint(1, 20)), as_of)
    shown_on = min(begun + datetime.timedelta(days=chance.randrange(5, 30)), as_of)
    plan = Plan(
        school=fact.school,
        year=year,
        state=state,
        begun_at=_at(begun),
        changed_at=_at(shown_on),
        lead_name=chance.choice(_LEADS),
        leader_name=chance.choice(_LEADERS),
        hub_name=hub_settings().name,
        review_on=review_on,
        objective=chance.choice(words.OBJECTIVES),
        essentials=chance.choice(words.ESSENTIALS),
        instrumental=chance.choice(words.INSTRUMENTAL),
        part_a=chance.choice(words.PART_A),
        finished=["objective", "overview", "part-a"],
    )
    if state != PlanState.DRAFT:
        _fill(plan, chance)
        plan.agreed_at = _at(shown_on)
    if is_out:
        plan.version, plan.published_on = 1, shown_on
        if has_ended:
            plan.state = PlanState.REVIEW_DUE
    elif has_ended:
        plan.state = PlanState.ARCHIVED
    if chance.random() < 0.3:
        plan.shared_at = _at(shown_on)
    return plan


def _fill(plan, chance):
    for name in ("implementation", "communication", "evaluation", "transition", "premium"):
        setattr(plan, name, chance.choice(getattr(words, name.upper())))
    for name in ("part_b", "part_c", "future", "further"):
        setattr(plan, name, chance.choice(getattr(words, name.upper())))
    plan.finished = ["evaluation", "future", "objective", "overview", "part-a", "part-b", "part-c"]


def _write(plans, as_of, chance):
    plans = Plan.objects.bulk_create(plans)
    actions = [action for plan in plans for action in _actions(plan, as_of, chance)]
    PlanAction.objects.bulk_create(actions)
    PlanReview.objects.bulk_create(
        review for action in actions if (review := _review(action, as_of, chance))
    )
    PlanBudgetLine.objects.bulk_create(
        PlanBudgetLine(plan=plan, what=what, amount=amount, note=note)
        for plan in plans
        for what, amount, note in chance.sample(words.LINES, chance.randint(1, len(words.LINES)))
    )
    PlanVersion.objects.bulk_create(
        PlanVersion(
            plan=plan,
            school=plan.school,
            number=1,
            contents=contents_of(plan, published_on=plan.published_on),
            published_at=_at(plan.published_on),
        )
        for plan in plans
        if plan.version
    )


def _actions(plan, as_of, chance):
    for what, who, cost, success in chance.sample(words.ACTIONS, chance.randint(2, 5)):
        due_on = datetime.date(plan.year + 1, chance.randint(1, 7), chance.randint(1, 28))
        state = ActionState.OPEN
        if plan.version:
            ended = due_on < as_of
            state = chance.choice(["done", "done", "dropped"] if ended else ["open", "in-progress"])
        yield PlanAction(
            plan=plan, what=what, who=who, cost=cost, success=success, due_on=due_on, state=state
        )


def _review(action, as_of, chance):
    """What the newest term that has begun says of an action of a published plan."""
    if not action.plan.version:
        return None
    year = action.plan.year
    ends = [datetime.date(year, 12, 18), datetime.date(year + 1, 3, 26)]
    begun = [
        season
        for season, day in zip(_SEASONS, [None, *ends], strict=True)
        if not day or day < as_of
    ]
    told = [each for each in words.REVIEWS if each[0] == action.state]
    if not told or chance.random() < 0.4:
        return None
    progress, evidence, impact = chance.choice(told)
    return PlanReview(
        action=action,
        season=begun[-1],
        progress=progress,
        evidence=evidence,
        impact=impact,
        at=_at(min(as_of, datetime.date(year + 1, 7, 10))),
    )


def _put_to_the_public():
    """An address for each school that has published, with its newest summary; the plans that it
    follows are archived.
    """
    newest = PlanVersion.objects.order_by("school", "-plan__year").distinct("school")
    standing = list(newest.values_list("pk", "plan", "school", "school__urn"))
    PlanVersion.objects.filter(pk__in=[pk for pk, *_ in standing]).update(is_live=True)
    PlanAddress.objects.bulk_create(
        PlanAddress(school_id=school, slug=str(urn)) for *_, school, urn in standing
    )
    followed = Plan.objects.filter(state=PlanState.REVIEW_DUE)
    followed = followed.exclude(pk__in=[plan for _, plan, *_ in standing])
    followed.update(state=PlanState.ARCHIVED)


def _comment_on(school, now, as_of):
    """The head asks something about the draft of the demo's own school."""
    plan = Plan.objects.filter(school=school, year=now).first()
    head = User.objects.filter(email=f"head@{DOMAIN}").first()
    if plan and head:
        day = as_of - datetime.timedelta(days=1)
        PlanComment.objects.create(
            plan=plan, section="part-a", text=words.COMMENT, by=head, at=_at(day)
        )


def _at(day):
    return datetime.datetime.combine(day, datetime.time(15, 30), tzinfo=_LONDON)
