"""The report "regional-engagement-plan", registered in visits/reports.py."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import F

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.reporting.forms import ReportForm
from schools.models import Region
from schools.report_scope import Named
from visits.models import RegionalPlan
from visits.regional import figures

AIM, PRIORITIES, FIGURES, SCHOOLS, FUNCTIONS, ACTIONS, REVIEWS = (
    "Aim",
    "Priorities",
    "Figures",
    "Schools outside the cycle",
    "Actions by strategic function",
    "Actions",
    "Reviews",
)
DEFINITIONS = {
    "Visits done": "Visits of the year, of a type that counts towards the cycle, that took place.",
    "Visits planned": "Visits of the year of such a type that are still to take place.",
    "Schools outside the cycle": "Open schools of the region whose last visit of such a type is "
    "longer ago than the cycle, and those that were never visited.",
    "Actions": "Actions for schools of the region that belong in the plan: agreed in its year, or "
    "unfinished when it began. What came from a school that another follows goes along.",
    "Overdue": "Actions that are neither done nor dropped, and whose day is past.",
}
#: Schools and actions that one report holds.
_MOST = 500


class PlanForm(ReportForm):
    """Of which region and year; without a region the newest plan."""

    marks_optional = False

    period = YearChoiceField(required=False, initial=AcademicYear.current)
    region = Named(Region.objects.all(), by="name", empty_label="The newest plan")

    def clean(self):
        """There must be such a plan."""
        cleaned = super().clean()
        chosen = {"year": cleaned.get("period"), "region": cleaned.get("region")}
        plans = RegionalPlan.objects.filter(**{k: v for k, v in chosen.items() if v})
        self.plan = plans.select_related("region").order_by("-year", "-begun_at", "-pk").first()
        if self.plan is None and not self.errors:
            raise forms.ValidationError("No Regional Engagement Plan has been begun for these.")
        return cleaned

    def subject(self):
        """The region and the year."""
        return f"{self.plan.region}, {self.plan.year}"

    def arguments(self):
        """The plan."""
        return {"plan": self.plan}


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan: ``what`` there is, ``detail``, ``who``, ``when``, ``state``."""

    section: str
    what: str
    detail: str = ""
    who: str = ""
    when: date | None = None
    state: str = ""
    number: int | None = None
    since: str = ""


COLUMNS = {
    "Section": "section",
    "What": "what",
    "Detail": "detail",
    "Who": "who",
    "When": "when",
    "State": "state",
    "Number": "number",
    "Since the last review": "since",
}


def rows(*, plan) -> list[PlanLine]:
    """The plan as lines, as it stands now; at most fifteen statements."""
    standing = figures.standing_of(plan)
    since = figures.since_last(plan, standing)
    lines = [PlanLine(AIM, plan.aim)] if plan.aim else []
    lines += [
        PlanLine(
            PRIORITIES,
            each.what,
            each.success,
            str(each.owner or ""),
            state=each.get_function_display(),
        )
        for each in plan.priorities.select_related("owner")
    ]
    changed = {words: difference for words, _, _, difference in since.numbers} if since else {}
    lines += [
        PlanLine(FIGURES, words, number=standing.numbers[key], since=changed.get(words, ""))
        for key, words in figures.KEPT
    ]
    lines += _functions(standing)
    lines += _schools(plan)
    lines += _actions(plan)
    lines += [
        PlanLine(REVIEWS, each.notes, who=str(each.by or ""), when=each.at.date())
        for each in plan.reviews.select_related("by")
    ]
    return lines


def _functions(standing):
    for each in standing.counts:
        detail = f"{each.open} not started, {each.in_progress} in progress, {each.done} done, "
        yield PlanLine(
            FUNCTIONS,
            str(each.function.label),
            f"{detail}{each.dropped} dropped, {each.overdue} overdue",
        )


def _schools(plan):
    found = figures.schools_outside(plan).select_related("visit_standing__next_visit__officer")
    for school in found[:_MOST]:
        standing = getattr(school, "visit_standing", None)
        last = standing and standing.last_counted_on
        coming = standing and standing.next_visit
        yield PlanLine(
            SCHOOLS,
            school.name,
            f"Last visited on {last:%-d %B %Y}" if last else "Never visited",
            str(coming.officer or "") if coming else "",
            standing.next_on if standing else None,
            coming.get_state_display() if coming else "No visit planned",
        )


def _actions(plan):
    found = figures.actions_of(plan).select_related("school", "officer")
    # What is still to do first, then what was done, the newest before the others.
    order = (F("closed_at").desc(nulls_first=True), "due_on", "pk")
    for action in found.order_by(*order)[:_MOST]:
        state = "Overdue" if action.is_overdue else action.get_state_display()
        yield PlanLine(
            ACTIONS,
            action.what,
            f"{action.school.name}: {action.get_function_display()}",
            str(action.officer or action.owner_name or action.get_owner_display()),
            action.due_on,
            state,
        )
