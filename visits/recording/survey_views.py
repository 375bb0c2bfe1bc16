"""“Have Your Say” at a visit: a section a page, saved as you go; handed in, or refused."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from hub.forms import typed
from hub.policy.values import value
from hub.surveys.answering import Overtaken
from hub.surveys.forms import section_form
from hub.surveys.setting import SEEN
from visits.choices import SurveyState
from visits.recording import background, facts, steps, survey
from visits.recording.forms import RefuseForm
from visits.recording.refusals import RecordRefused
from visits.recording.section_views import of_a_record


@of_a_record
def section(request, record, key):
    """Answer one section; two devices in it lose no answer."""
    filling = survey.filling_of(record)
    section = _section(filling, key)
    if record.survey_state in (SurveyState.DONE, SurveyState.REFUSED):
        return _closed(request, record)
    known = facts.for_survey(record.visit)
    form = section_form(filling, section, typed(request), facts=known)
    in_background = background.is_background(request)
    overtaken = None
    if form.is_valid():
        try:
            survey.save(
                record=record, section=section, cleaned=form.given, seen=form.seen, by=request.user
            )
        except Overtaken as error:
            overtaken = error
            record.refresh_from_db(fields=["filling"])
            form = section_form(
                record.filling, section, request.POST, facts=known, overtaken=overtaken
            )
        except RecordRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            record.refresh_from_db(fields=["filling", "survey_state"])
            if in_background:
                return background.saved(_marks(record.filling, section))
            return _onward(request, record, section)
    if in_background:
        return background.overtaken() if overtaken else background.not_yet()
    sections = survey.sections_of(filling)
    context = {
        "visit": record.visit,
        "section": section,
        "form": form,
        "overtaken": overtaken,
        "step": f"Section {sections.index(section) + 1} of {len(sections)}",
        "draft_days": value("visit-draft-days"),
    }
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "visits/record/survey_section.html", context, status=status)


@of_a_record
def whole(request, record):
    """Everything that was answered: handed in, or opened again."""
    if request.method == "POST":
        verb = survey.take_up if request.POST.get("go") == "open" else survey.hand_in
        try:
            verb(record=record, by=request.user)
        except RecordRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("visits:record_survey", record.visit_id)
        if verb is survey.take_up:
            return redirect("visits:record_survey", record.visit_id)
        messages.success(request, "The survey is handed in. What is a fact is in the fact base.")
        return redirect(steps.address_after(record, "survey"))
    filling = survey.filling_of(record)
    context = {
        "visit": record.visit,
        "record": record,
        "filling": filling,
        "parts": survey.read(filling) if filling and filling.pk else [],
        "after": steps.address_after(record, "survey"),
    }
    return render(request, "visits/record/survey.html", context)


@of_a_record
def refuse(request, record):
    """The school would rather not fill it in; that is an answer, with its reason."""
    form = RefuseForm(typed(request))
    if form.is_valid():
        try:
            survey.refuse(record=record, by=request.user, **form.cleaned_data)
        except RecordRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is noted that the school would rather not.")
            return redirect(steps.address_after(record, "survey"))
    context = {"visit": record.visit, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "visits/record/survey_refuse.html", context, status=status)


def _section(filling, key):
    sections = survey.sections_of(filling) if filling else []
    found = next((section for section in sections if section.key == key), None)
    if found is None:
        raise Http404
    return found


def _marks(filling, section):
    """{hidden field: revision} of every answer of a section as it is now."""
    rows = filling.answers.filter(question__section=section)
    return {
        f"{SEEN}{key}": str(revision)
        for key, revision in rows.values_list("question__key", "revision")
    }


def _onward(request, record, section):
    messages.success(request, f"{section.title}: saved.")
    if request.POST.get("go") == "record":
        return redirect("visits:record", record.visit_id)
    return redirect(steps.address_after(record, steps.survey_key(section)))


def _closed(request, record):
    if background.is_background(request):
        return background.not_yet("The survey is handed in or refused, so nothing was saved.")
    messages.info(request, "The survey is handed in or refused. Open it again to change it.")
    return redirect("visits:record_survey", record.visit_id)
