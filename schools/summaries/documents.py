"""What the PDF of a plan holds: its summary and, for those who may read it, the whole plan."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from hub.content.richtext import to_html
from schools.models import PLAN_TEXTS, Plan, PlanVersion
from schools.summaries.markup import parts_as_html
from schools.summaries.rows import DETAIL, INFORMATION, INTRO, OVERVIEW, Summary
from schools.summaries.sources import of_plan, of_version

TEMPLATE = "schools/pdf/development_plan.html"


@dataclass(frozen=True)
class Whole:
    """Everything of a plan that its summary does not say."""

    texts: list
    actions: list
    lines: list

    @classmethod
    def of(cls, plan):
        """The whole of a plan: two statements."""
        labels = {field.name: field.verbose_name for field in Plan._meta.fields}
        return cls(
            texts=[
                (labels[name].capitalize(), to_html(getattr(plan, name), under=2))
                for name in PLAN_TEXTS
                if getattr(plan, name).strip()
            ],
            actions=list(plan.actions.order_by("due_on", "pk")),
            lines=list(plan.budget_lines.all()),
        )

    @property
    def total(self) -> Decimal:
        """Pounds: what the actions cost, and the lines of the budget."""
        costs = [action.cost or Decimal(0) for action in self.actions]
        return sum([*costs, *(line.amount for line in self.lines)], Decimal(0))


@dataclass(frozen=True)
class Document:
    """One summary to print. ``is_draft``: nobody has published it so."""

    summary: Summary
    is_draft: bool = False
    whole: Whole | None = None

    intro = INTRO
    heads = (OVERVIEW, DETAIL, INFORMATION)

    @cached_property
    def parts(self):
        """(Part, its text as HTML) each."""
        return parts_as_html(self.summary, under=2)

    @property
    def title(self):
        """The title of the template with the school's name."""
        return self.summary.title


def newest_version(*, user, school=None, year=None) -> PlanVersion | None:
    """The newest published summary that this user may read, of a school and year when named.

    ``user``: None for the portal itself.
    """
    versions = PlanVersion.objects.all() if user is None else PlanVersion.objects.visible_to(user)
    if school is not None:
        versions = versions.filter(school=school)
    if year is not None:
        versions = versions.filter(plan__year=year)
    newest_year_first = () if school is None else ("-plan__year",)
    rows = versions.select_related("plan__school").order_by(*newest_year_first, "-published_at")
    return rows.first()


def newest_plan(*, user, school, year=None) -> Plan | None:
    """The newest plan of a school that this user may read whole, drafts among them."""
    plans = Plan.objects.all() if user is None else Plan.objects.visible_to(user)
    plans = plans.filter(school=school).select_related("school")
    return (plans if year is None else plans.filter(year=year)).first()


def document_of(*, user, school=None, year=None, with_plan=False) -> Document | None:
    """What there is to print for somebody; None when they may read nothing of it.

    Of a published plan what was published; of a plan that never was, the draft, for those who may
    read it. ``with_plan``: the whole plan as well.
    """
    version = newest_version(user=user, school=school, year=year)
    plan = None
    if school is not None and (with_plan or version is None):
        wanted = version.plan.year if version is not None else year
        plan = newest_plan(user=user, school=school, year=wanted)
    if version is None and plan is None:
        return None
    if with_plan and plan is None:
        return None
    return Document(
        summary=of_version(version) if version is not None else of_plan(plan),
        is_draft=version is None,
        whole=Whole.of(plan) if with_plan else None,
    )
