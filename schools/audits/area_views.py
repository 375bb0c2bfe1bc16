"""One area of an audit: answered, with files, by one person or by two at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hub.forms import typed
from hub.surveys import answering, reading
from hub.surveys.answering import AnsweringRefused, Overtaken
from schools.audits import auditing, colleagues, content, settling
from schools.audits.fetching import own_audit
from schools.audits.forms import FILE, area_form, as_saved
from schools.audits.helps import helps_for
from schools.audits.progress import open_areas
from schools.models import AuditFile

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def area(request, pk, year, area):
    """Answer one area. Whatever is right is saved, also when something else is not."""
    audit = own_audit(request, pk, year)
    if not audit.is_open:
        return _handed_in(request, audit)
    section = _section(audit, area)
    form = area_form(audit, section, typed(request), request.FILES)
    if request.method != "POST":
        return _page(request, audit, section, form)
    is_valid = form.is_valid()
    try:
        if upload := form.cleaned_data.get(FILE):
            auditing.attach(audit=audit, area=section.key, upload=upload, by=request.user)
            messages.success(request, f"The file {upload.name[:100]} is kept.")
    except auditing.AuditRefused as refusal:
        form.add_error(FILE, str(refusal))
        is_valid = False
    if set(form.errors) - {FILE}:
        return _page(request, audit, section, form)
    try:
        answering.save(
            filling=audit.filling,
            section=section,
            cleaned=form.given,
            seen=form.seen,
            by=request.user,
        )
    except Overtaken as overtaken:
        return _settle_page(request, audit, section, overtaken.conflicts)
    except AnsweringRefused:
        return _handed_in(request, audit)
    if not is_valid:
        return _again(request, audit, section, form)
    return _onward(request, audit, section)


@require_POST
def settle(request, pk, year, area):
    """Say whose answers stand, where two people gave different ones at once."""
    audit = own_audit(request, pk, year)
    if not audit.is_open:
        return _handed_in(request, audit)
    section = _section(audit, area)
    form = area_form(audit, section, request.POST)
    if not form.is_valid():
        return _page(request, audit, section, form)
    keys = request.POST.getlist(settling.KEYS)
    conflicts = settling.conflicts_of(audit, form, keys)
    chosen = settling.SettleForm(request.POST, conflicts=conflicts)
    if not chosen.is_valid():
        return _settle_page(request, audit, section, conflicts, chosen)
    try:
        answering.save(
            filling=audit.filling,
            section=section,
            cleaned=chosen.given,
            seen=form.seen,
            by=request.user,
        )
    except Overtaken as overtaken:
        return _settle_page(request, audit, section, overtaken.conflicts)
    except AnsweringRefused:
        return _handed_in(request, audit)
    return _onward(request, audit, section)


@_FORM
def remove_file(request, pk, year, file):
    """Remove a file of an open audit, after a page that asks."""
    audit = own_audit(request, pk, year)
    kept = get_object_or_404(audit.files.select_related("file", "audit"), pk=file)
    back = reverse("schools:audit_area", args=[pk, year, kept.area])
    if not audit.is_open:
        return _handed_in(request, audit)
    if request.method == "POST":
        try:
            auditing.remove_file(kept=kept, by=request.user)
        except auditing.AuditRefused:
            return _handed_in(request, audit)
        messages.success(request, f"The file {kept.file.name} is removed.")
        return redirect(back)
    context = {"audit": audit, "kept": kept, "back": back}
    return render(request, "schools/audits/remove_file.html", context)


def _section(audit, key):
    """The section of this key. Raises Http404 for one that is not asked."""
    for section in _sections(audit):
        if section.key == key:
            return section
    raise Http404


def _sections(audit):
    """The sections that have questions, in order."""
    asked = reading.questions_of(audit.filling.version)
    return list(dict.fromkeys(question.section for question in asked))


def _onward(request, audit, section):
    """Where the button that was pressed leads, now that everything is saved."""
    address = [audit.school_id, audit.year]
    go = request.POST.get("go", "")
    if removed := _own_file(audit, request.POST.get("remove", "")):
        return redirect("schools:audit_file_remove", *address, removed.pk)
    if go == "stay":
        return redirect(f"{reverse('schools:audit_area', args=[*address, section.key])}#files")
    still_open = open_areas(audit, section.key)
    following = next((key for key in still_open if key != section.key), "")
    if go == "later" or (still_open and not following):
        messages.success(request, f"{section.title} is saved. A colleague can go on too.")
        return redirect("schools:audit_year", *address)
    if not following:
        return redirect("schools:audit_check", *address)
    return redirect("schools:audit_area", *address, following)


def _own_file(audit, number):
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return audit.files.filter(pk=number).first() if is_number else None


def _handed_in(request, audit):
    messages.info(request, "This audit is handed in, so it cannot be changed.")
    return redirect("schools:audit_result", audit.school_id, audit.year)


def _again(request, audit, section, form):
    """The answers are saved, the file was refused: the page as it stands now, with why."""
    answers = audit.filling.answers.filter(question__section=section).select_related("question")
    fresh = area_form(audit, section, as_saved(request.POST, answers))
    fresh.is_valid()
    for error in form.errors[FILE]:
        fresh.add_error(FILE, error)
    messages.success(request, "Your answers are saved.")
    return _page(request, audit, section, fresh)


def _page(request, audit, section, form):
    known = content.areas().get(section.key)
    helps = helps_for([section.key], school=audit.school, user=request.user)
    if section.key == colleagues.AREA:
        helps = [*colleagues.what_teachers_say(audit, user=request.user), *helps]
    context = {
        "audit": audit,
        "school": audit.school,
        "section": section,
        "form": form,
        "good": known.good if known else (),
        "files": _files(audit, section),
        "helps": helps,
        "step": _step(audit, section),
    }
    status = 422 if form.is_bound else 200
    return render(request, "schools/audits/area.html", context, status=status)


def _step(audit, section):
    """ "Area 3 of 11"."""
    sections = _sections(audit)
    return f"Area {sections.index(section) + 1} of {len(sections)}"


def _files(audit, section) -> list[AuditFile]:
    return list(audit.files.filter(area=section.key).select_related("file", "by"))


def _settle_page(request, audit, section, conflicts, form=None):
    context = {
        "audit": audit,
        "school": audit.school,
        "section": section,
        "form": form or settling.SettleForm(conflicts=conflicts),
        "carried": settling.carried(request.POST, conflicts),
    }
    return render(request, "schools/audits/settle.html", context, status=409)
