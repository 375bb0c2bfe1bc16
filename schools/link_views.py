"""Pages of merged and split schools: the list of links, and the decision on each."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require
from schools import decisions
from schools.lineage import lineage_of
from schools.models import School, SchoolLink, SchoolNote
from schools.register_forms import DecideForm, LinkFilters

COLUMNS = [Column("Earlier school"), Column("Later school"), Column("Since"), Column("History")]


@dataclass(frozen=True)
class Linked:
    """A link with the records of its two schools, None where the directory holds none."""

    link: SchoolLink
    earlier: School | None
    later: School | None

    @property
    def earlier_name(self):
        """What the earlier school is called, here or in the register."""
        return self.earlier.name if self.earlier else self.link.predecessor_name

    @property
    def later_name(self):
        """What the later school is called, here or in the register."""
        return self.later.name if self.later else self.link.successor_name


def _linked(links):
    """The links (few: a page of them) with their schools, in one statement."""
    links = list(links)
    urns = {urn for link in links for urn in (link.predecessor_urn, link.successor_urn)}
    records = {school.urn: school for school in School.objects.filter(urn__in=urns)}
    return [
        Linked(link, records.get(link.predecessor_urn), records.get(link.successor_urn))
        for link in links
    ]


@require_safe
def link_list(request):
    """Schools that merged or split, and whether the history of each goes on in the other."""
    require(request.user, "schools.decide_link")
    filters = LinkFilters(request.GET)
    links = SchoolLink.objects.visible_to(request.user).shared().with_both_records()
    links = filters.narrow(links).order_by("successor_urn", "predecessor_urn")
    page = paginate(request, links, per_page=50)
    context = {"filters": filters, "columns": COLUMNS, "page": page, "rows": _linked(page)}
    return render(request, "schools/links.html", context)


def link(request, pk):
    """Decide whether history follows one link."""
    row = get_object_or_404(SchoolLink.objects.visible_to(request.user).with_state(), pk=pk)
    form = DecideForm(typed(request) if row.follows is None else None)
    if form.is_valid():
        try:
            decisions.decide(link=row, by=request.user, **form.cleaned_data)
        except decisions.DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Decided. You can take it back on the same page.")
            return redirect("schools:links")
    return render(
        request, "schools/link.html", _context(row, form), status=422 if form.is_bound else 200
    )


def _context(row, form):
    (this,) = _linked([row])
    others = SchoolLink.objects.in_force().exclude(pk=row.pk)
    beside = others.filter(predecessor_urn=row.predecessor_urn) | others.filter(
        successor_urn=row.successor_urn
    )
    history = lineage_of(this.earlier) if this.earlier else set()
    return {
        "linked": this,
        "form": form,
        "beside": _linked(beside.order_by("successor_urn", "predecessor_urn")[:20]),
        "notes": SchoolNote.objects.filter(school__in=history).count(),
        "people": this.earlier.grants.live().count() if this.earlier else 0,
    }


@require_POST
def link_undo(request, pk):
    """Take a decision back."""
    row = get_object_or_404(SchoolLink.objects.visible_to(request.user), pk=pk)
    try:
        decisions.undo(link=row, by=request.user)
    except decisions.DecisionRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, "Taken back. It waits for a decision again.")
    return redirect("schools:link", row.pk)
