"""Pages of a record that are written: texts, facts, people."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.permissions import require
from hub.policy.values import value
from schools.contacts import contacts_of
from schools.facts import book
from schools.facts.forms import area_form
from schools.facts.sheet import SLUGS
from visits.recording import background, facts, keeping, steps
from visits.recording.fetching import own_record
from visits.recording.forms import PAGES, PersonForm, marks_of, texts_form
from visits.recording.refusals import RecordRefused

FORM = require_http_methods(["GET", "HEAD", "POST"])
_SEEN = "seen"


def of_a_record(view):
    """A page of a record that is begun; before that, the page that begins it."""

    def page(request, pk, **more):
        visit, record = own_record(request, pk)
        if record is None or not visit.took_place:
            if background.is_background(request):
                return background.not_yet("This record cannot be written in now.")
            return redirect("visits:record", pk)
        return view(request, record, **more)

    return FORM(page)


@of_a_record
def section(request, record, key):
    """The texts of a page; what another device wrote is never written over unseen."""
    page = _page(request, record, key)
    form = texts_form(record, page, typed(request))
    in_background = background.is_background(request)
    theirs = {}
    if form.is_valid():
        try:
            saved = keeping.save(record=record, values=form.values, seen=form.seen, by=request.user)
        except RecordRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if in_background and saved.overtaken:
                return background.overtaken()
            if in_background:
                return background.saved(marks_of(saved.record, page))
            if not saved.overtaken:
                return _onward(request, saved.record, key)
            record, theirs = _as_it_is(saved.record, record), saved.overtaken
            data = request.POST.copy()
            for name, mark in marks_of(record, page).items():
                data[name] = mark
            form = texts_form(record, page, data)
    if in_background:
        return background.not_yet()
    context = {
        "visit": record.visit,
        "record": record,
        "page": page,
        "form": form,
        "theirs": [(form.fields[name].label, _shown(stands)) for name, stands in theirs.items()],
        "draft_days": value("visit-draft-days"),
    }
    status = 409 if theirs else 422 if form.is_bound else 200
    return render(request, "visits/record/section.html", context, status=status)


@of_a_record
def known(request, record):
    """What is known of the school: confirmed in one go, or corrected area by area."""
    if request.method == "POST":
        try:
            count = facts.confirm(record=record, by=request.user)
        except RecordRefused as refusal:
            messages.error(request, str(refusal))
        else:
            said = "1 fact is" if count == 1 else f"{count} facts are"
            messages.success(request, f"{said} confirmed." if count else "Everything is confirmed.")
        return redirect(steps.address_after(record, "facts"))
    context = {
        "visit": record.visit,
        "record": record,
        "areas": facts.sheet(record.visit),
        "number": facts.to_confirm(record.visit),
        "saved": _saved(request, record),
    }
    return render(request, "visits/record/facts.html", context)


@of_a_record
def known_area(request, record, slug):
    """Correct or add the facts of one area."""
    if slug not in SLUGS:
        raise Http404
    visit, name = record.visit, SLUGS[slug]
    year = AcademicYear(visit.year)
    stands = facts.known(visit)
    last = book.known(visit.school, year.previous)
    data = typed(request)
    form = area_form(school=visit.school, area=name, known=stands, last=last, data=data)
    mark = facts.mark_of(visit, form.abouts)
    form.fields[_SEEN] = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput, initial=mark
    )
    theirs = []
    if form.is_valid():
        if form.cleaned_data[_SEEN] == mark:
            try:
                written = facts.correct(record=record, said=form.said(), by=request.user)
            except RecordRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                words = "1 fact is" if len(written) == 1 else f"{len(written)} facts are"
                messages.success(request, f"{name}: {words} noted.")
                return redirect(f"{reverse('visits:record_facts', args=[visit.pk])}?saved={slug}")
        else:
            theirs = _lines_of(visit, slug)
            data = data.copy()
            data[_SEEN] = mark
            form.data = data
    context = {
        "visit": visit,
        "area": name,
        "form": form,
        "theirs": theirs,
        "draft_days": value("visit-draft-days"),
    }
    status = 409 if theirs else 422 if form.is_bound else 200
    return render(request, "visits/record/facts_area.html", context, status=status)


@of_a_record
def people(request, record):
    """Who of the school took part: added, also from those whom the portal knows, or taken off."""
    if person := request.POST.get("remove", ""):
        return _take_off(request, record, person)
    form = PersonForm(typed(request))
    if form.is_valid():
        try:
            person = keeping.meet(record=record, by=request.user, **form.cleaned_data)
        except RecordRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{person.name} is on the list.")
            return redirect("visits:record_people", record.visit_id)
    met = list(record.people.all())
    names = {person.name.casefold() for person in met}
    context = {
        "visit": record.visit,
        "people": met,
        "form": form,
        "known": [
            each for each in contacts_of(record.visit.school) if each.name.casefold() not in names
        ],
        "after": steps.address_after(record, "people"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "visits/record/people.html", context, status=status)


def _saved(request, record):
    """The address of the area that was just saved: what a device has kept of it may go."""
    slug = request.GET.get("saved", "")
    args = [record.visit_id, slug]
    return reverse("visits:record_facts_area", args=args) if slug in SLUGS else ""


def _take_off(request, record, number):
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    rows = record.people.select_related("record")
    person = get_object_or_404(rows, pk=number if is_number else 0)
    person.record.visit = record.visit
    try:
        keeping.take_off(person=person, by=request.user)
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{person.name} is not on the list any more.")
    return redirect("visits:record_people", record.visit_id)


def _page(request, record, key):
    if key not in PAGES:
        raise Http404
    if PAGES[key].is_private:
        require(request.user, "visits.see_private_note", record.visit)
    return PAGES[key]


def _as_it_is(fresh, record):
    fresh.visit, fresh.filling = record.visit, record.filling
    return fresh


def _shown(stands):
    if isinstance(stands, bool):
        return "Yes" if stands else "No"
    return ", ".join(stands) if isinstance(stands, list) else stands


def _lines_of(visit, slug):
    """[(label, words)] of an area as it stands now."""
    areas = {area.slug: area for area in facts.sheet(visit)}
    return [(line.label, line.value or "Not known") for line in areas[slug].lines]


def _onward(request, record, key):
    messages.success(request, f"{PAGES[key].title}: saved.")
    if request.POST.get("go") == "record":
        return redirect("visits:record", record.visit_id)
    return redirect(steps.address_after(record, key))
