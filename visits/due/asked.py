"""What an address asks the list of who is due for: list, map, files and ticks read it alike."""

from dataclasses import dataclass, replace

from hub.accounts.choices import Role
from hub.lists import FIRST_PAGE, address, sort
from schools.models import School
from schools.querysets import SchoolQuerySet
from visits.cycle import past_cycle
from visits.due import scoring
from visits.due.filters import DueFilters
from visits.due.looking import Looked, look, page_from
from visits.due.rows import rows_of

PER_PAGE = 50
#: So many schools that the filters leave out stand under the list; the rest have a page.
OUTSIDE_SHOWN = 10
COLUMNS = [
    ("name", "School", "search_name"),
    ("last", "Last visit", "visit_standing__last_counted_on"),
    ("due", "Score", "rank", "number"),
    ("", "Why", ""),
]


@dataclass(frozen=True)
class Counts:
    """How many schools the filters let through, and how many past the cycle they do, or do not."""

    listed: int
    past: int
    outside: int


@dataclass(frozen=True)
class Asked:
    """``inside``: schools that the filters let through; ``every``: all open ones that are seen.

    ``of_outside``: is the list that of schools past the cycle that the filters leave out?
    """

    filters: DueFilters
    columns: list
    order_by: tuple
    inside: SchoolQuerySet
    every: SchoolQuerySet
    of_outside: bool

    @property
    def outside(self):
        """The schools past the cycle that the filters leave out: no filter hides them."""
        past = self.every.filter(past_cycle())
        return past.exclude(pk__in=self.inside.order_by().values("pk"))

    @property
    def listed(self):
        """The schools of the list, not yet in order."""
        return self.outside if self.of_outside else self.inside

    def ordered(self, schools=None):
        """Primary keys of the schools (those of the list, unless given), in order."""
        rows = scoring.scored(self.listed if schools is None else schools)
        return rows.order_by(*self.order_by).values_list("pk", flat=True)


def asked_for(request) -> Asked:
    """Read the address; what it does not know is ignored."""
    regions = request.user.scope_ids("region", Role.OFFICER)
    filters = DueFilters(request.GET, regions=regions)
    order = sort(request, COLUMNS, default="-due")
    every = School.objects.visible_to(request.user).open()
    return Asked(
        filters,
        order.columns,
        order.order_by,
        filters.narrow(every),
        every,
        request.GET.get("show") == "outside",
    )


def page_of(request, asked):
    """(the ListPage of DueRows that the address asks for, the DueRows of the most pressing schools
    past the cycle that the filters leave out, the Counts); two statements.
    """
    wanted = 0 if asked.of_outside else OUTSIDE_SHOWN
    looked = look(asked, page=request.GET.get("page"), per_page=PER_PAGE, hidden=wanted)
    page = page_from(request, looked, of_outside=asked.of_outside, per_page=PER_PAGE)
    rows = rows_of([*page.rows, *looked.hidden])
    here = len(page.rows)
    return replace(page, rows=rows[:here]), rows[here:], _counts(looked)


def _counts(looked: Looked) -> Counts:
    past = sum(looked.inside.get(tier, 0) for tier in (scoring.PAST, scoring.PAST_AND_ARRANGED))
    return Counts(sum(looked.inside.values()), past, sum(looked.outside.values()))


def show_outside_url(request):
    """The page of all schools past the cycle that the filters of this one leave out."""
    return address(request, show="outside", sort=None, **FIRST_PAGE)
