"""The states of a plan. Nothing outside this package begins, agrees, publishes or archives one."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.record import record
from schools.choices import FactSource, PlanState
from schools.facts import book
from schools.facts.book import Said
from schools.lineage import lineage_of
from schools.models import Plan, PlanVersion, School
from schools.plans import notices
from schools.plans.addresses import address_of, public_url
from schools.plans.contents import contents_of, has_changes, missing
from schools.plans.refusals import PlanRefused, check_year


@transaction.atomic
def begin(*, school, year, by, **texts) -> Plan:
    """Begin the draft of a year; ``texts``: what already stands in its fields.

    Raises PlanRefused for a year that ended or is too far off, for a closed school, and when the
    school has a plan of this year.
    """
    check_year(year)
    # Locked before looking: of two who begin at once the second finds the first one's plan.
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not school.is_open:
        raise PlanRefused(f"{school} is closed, so it begins no plan.")
    taken = PlanRefused(f"{school} has a plan for {year} already. Open it and go on there.")
    if Plan.objects.live().filter(school=school, year=year).exists():
        raise taken
    try:
        with transaction.atomic():
            plan = Plan.objects.create(school=school, year=year, changed_by=by, **texts)
    except IntegrityError as error:
        raise taken from error
    record("began", plan, by=by, changes={"year": (None, str(year))})
    _note(plan, by=by)
    return plan


@transaction.atomic
def agree(*, plan, by) -> Plan:
    """The school stands behind it; colleagues are told. Raises PlanRefused unless it is a draft

    with an objective and an action, each with who does it and a day.
    """
    plan = locked(plan)
    if plan.state != PlanState.DRAFT:
        raise PlanRefused(f"This plan is not a draft: {plan.get_state_display().lower()}.")
    if lacks := to_agree(plan):
        raise PlanRefused(f"Before you agree it, add {listed(lacks)}.")
    plan.state, plan.agreed_at, plan.agreed_by = PlanState.AGREED, timezone.now(), by
    plan.save(update_fields=["state", "agreed_at", "agreed_by"])
    record("agreed", plan, by=by, changes={"state": (PlanState.DRAFT, PlanState.AGREED)})
    _note(plan, by=by)
    notices.agreed(plan, by=by)
    return plan


@transaction.atomic
def reopen(*, plan, by) -> Plan:
    """Make an agreed plan a draft again, to change it. Raises PlanRefused for any other."""
    plan = locked(plan)
    if plan.state != PlanState.AGREED:
        raise PlanRefused("Only a plan that is agreed and not published is opened again.")
    plan.state, plan.agreed_at, plan.agreed_by = PlanState.DRAFT, None, None
    plan.save(update_fields=["state", "agreed_at", "agreed_by"])
    record("reopened", plan, by=by, changes={"state": (PlanState.AGREED, PlanState.DRAFT)})
    _note(plan, by=by)
    return plan


@transaction.atomic
def publish(*, plan, by) -> PlanVersion:
    """Put the summary as it now stands at the school's public address; a new version, for good.

    Raises PlanRefused for a draft, an archived plan, a year that ended, a summary that lacks a
    part, a review in the past, and when nothing has changed since the last version.
    """
    plan = locked(plan)
    check_publishing(plan)
    before, today = plan.state, timezone.localdate()
    address = address_of(plan.school)
    # What was published under an earlier number of the school gives way, too.
    standing = PlanVersion.objects.standing().filter(school__in=lineage_of(plan.school))
    is_newest = not standing.filter(plan__year__gt=plan.year).exists()
    if is_newest:
        standing.update(is_live=False)
    version = PlanVersion.objects.create(
        plan=plan,
        school=plan.school,
        number=plan.version + 1,
        contents=contents_of(plan, published_on=today),
        is_live=is_newest,
        published_by=by,
    )
    plan.state, plan.version, plan.published_on = PlanState.PUBLISHED, version.number, today
    plan.save(update_fields=["state", "version", "published_on"])
    changes = {"state": (before, plan.state), "version": (version.number - 1, version.number)}
    record("published", plan, by=by, changes=changes)
    _note(plan, by=by, address=public_url(address.slug))
    notices.published(plan, version, by=by)
    return version


@transaction.atomic
def share(*, plan, by, with_hub) -> Plan:
    """Let officers of the hub read the whole plan, or no longer."""
    plan = locked(plan)
    if (plan.shared_at is not None) == with_hub:
        return plan
    plan.shared_at = timezone.now() if with_hub else None
    plan.save(update_fields=["shared_at"])
    record("shared" if with_hub else "stopped sharing", plan, by=by)
    return plan


@transaction.atomic
def archive(*, plan, by, reason="") -> Plan:
    """Put a plan away: it is read and no longer changed. Raises PlanRefused when it is already.

    What it has published stays at the public address until the next plan is published.
    """
    plan = locked(plan)
    if not plan.is_live:
        raise PlanRefused("This plan is archived already.")
    before, plan.state = plan.state, PlanState.ARCHIVED
    plan.save(update_fields=["state"])
    record("archived", plan, by=by, changes={"state": (before, plan.state)}, reason=reason)
    if before in (PlanState.DRAFT, PlanState.AGREED):
        _write(plan, [Said("plan-status", "none")], by=by)
    return plan


@transaction.atomic
def mark_review_due(*, plan) -> bool:
    """The day of its review has come: say so once. False when it has moved on meanwhile."""
    plan = locked(plan)
    if plan.state != PlanState.PUBLISHED or plan.review_on > timezone.localdate():
        return False
    plan.state = PlanState.REVIEW_DUE
    plan.save(update_fields=["state"])
    record("fell due for review", plan, by=None, changes={"state": ("published", plan.state)})
    notices.review_due(plan)
    return True


def to_agree(plan) -> list[str]:
    """What a draft lacks before it can be agreed, in words."""
    lacks = [] if plan.objective else ["the overall objective"]
    actions = list(plan.actions.all())
    if not actions:
        return [*lacks, "an action"]
    if any(not action.who for action in actions):
        lacks.append("who does each action")
    if any(action.due_on is None for action in actions):
        lacks.append("a date for each action")
    return lacks


def check_publishing(plan):
    """Raise PlanRefused, in words, when the summary cannot be published as it stands."""
    if plan.state == PlanState.DRAFT:
        raise PlanRefused("Agree the plan before you publish its summary.")
    if not plan.is_live:
        raise PlanRefused("This plan is archived, so it is not published again.")
    check_year(plan.year)
    if lacks := missing(plan):
        raise PlanRefused(f"Before you publish it, add {listed(lacks)}.")
    if plan.review_on <= timezone.localdate():
        raise PlanRefused(
            "The date of the review is past. Choose one that is still to come, "
            f"up to {plan.year.ends_on:%-d %B %Y}."
        )
    last = plan.versions.order_by("-number").first()
    if last is not None and plan.is_out and not has_changes(plan, last):
        raise PlanRefused("Nothing has changed since the summary was published last.")


def locked(plan) -> Plan:
    """The plan as it is now, and nobody else changes it.

    The school first, as the fact base does: the other way round the two would wait for each other.
    """
    School.objects.select_for_update(of=("self",)).get(pk=plan.school_id)
    rows = Plan.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(pk=plan.pk)


def _note(plan, *, by, address=""):
    """Write into the fact base how far the plan is, so that nobody asks the school."""
    status = PlanState.PUBLISHED if plan.is_out else plan.state
    said = [Said("plan-status", str(status))]
    # Where the school has put it on its own site, that address stays.
    if address and ("plan-address", "") not in book.known(plan.school, plan.year):
        said.append(Said("plan-address", address))
    if plan.is_out:
        said.append(Said("plan-review-on", plan.review_on))
    _write(plan, said, by=by)


def _write(plan, said, *, by):
    book.note(school=plan.school, year=plan.year, said=said, source=FactSource.SCHOOL, by=by)


def listed(words):
    """ "this", "this and that"; for sentences that say what is missing."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def years_to_begin(school) -> list[AcademicYear]:
    """The years, this and the next, for which the school has no plan yet."""
    now = AcademicYear.current()
    taken = set(Plan.objects.live().filter(school=school).values_list("year", flat=True))
    return [year for year in (now, now.next) if year not in taken]
