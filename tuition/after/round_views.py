"""The office opens the round of a year, follows it, closes it and sees what came of it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.calendar.years import AcademicYear
from hub.forms import typed
from hub.lists import Column, keyset
from hub.permissions import may, require
from hub.policy.rules import get as rule_of
from hub.policy.values import value
from hub.reporting.list_file import list_file
from tuition.after import continuing, words
from tuition.after.continue_forms import OpenForm, ProgressFilters
from tuition.after.notice_views import FORM
from tuition.after.refusals import NotDone
from tuition.after.rolling import DID_NOT_WORK
from tuition.choices import ContinueAnswer
from tuition.models import Continuation, ContinueRound

_ROUNDS = [Column(text) for text in ("Year that ends", "Answer by", "State", "Asked", "Answered")]
_COLUMNS = [Column(text) for text in ("Learner", "Place", "Answer", "What came of it")]


@require_safe
def rounds(request):
    """All rounds, the newest on top."""
    require(request.user, "tuition.see_continue_round")
    rows = ContinueRound.objects.visible_to(request.user).annotate(
        asked=Count("answers"), answered=Count("answers", filter=~Q(answers__answer=""))
    )
    context = {
        "columns": _ROUNDS,
        "rounds": [(row, state_of(row)) for row in rows[:50]],
        "may_run": may(request.user, "tuition.run_continue_round"),
    }
    return render(request, "tuition/after/rounds.html", context)


@FORM
def open_round(request):
    """Which year, until when; whom it would ask is shown before letters go out."""
    require(request.user, "tuition.run_continue_round")
    form = OpenForm(typed(request))
    found = None
    if form.is_valid():
        found = continuing.preview(form.cleaned_data["year"])
        if "sure" in request.POST:
            try:
                row = continuing.open_round(by=request.user, **form.cleaned_data)
            except NotDone as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "The round is open. The letters go out now.")
                return redirect("tuition:continue_round", row.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "preview": found if form.is_valid() else None}
    if context["preview"]:
        year = form.cleaned_data["year"]
        context |= {"year": year, "silence": _silence(year)}
    return render(request, "tuition/after/round_open.html", context, status=status)


@require_safe
def progress(request, pk):
    """How many said what, and who; once it is closed what came of each."""
    row = get_object_or_404(ContinueRound.objects.visible_to(request.user), pk=pk)
    filters = ProgressFilters(request.GET)
    visible = Continuation.objects.visible_to(request.user).filter(round=row)
    found = filters.narrow(visible).select_related(
        "enrolment__pupil",
        "enrolment__provision__instrument",
        "enrolment__provision__venue",
    )
    page = keyset(request, found, ("pk",), among=visible)
    context = {
        "round": row,
        "year": AcademicYear(row.year),
        "state": state_of(row),
        "counts": _counts(row),
        "filters": filters,
        "page": page,
        "columns": _COLUMNS,
        "lines": [(each, words.title_of(each.enrolment.provision)) for each in page],
        "clear_url": request.path,
        "query": request.GET.urlencode(),
        "may_run": may(request.user, "tuition.run_continue_round"),
        "may_list": may(request.user, "tuition.see_waiting_list"),
    }
    return render(request, "tuition/after/round.html", context)


@FORM
def close(request, pk):
    """What closing means, and the button that does it."""
    row = get_object_or_404(ContinueRound.objects.visible_to(request.user), pk=pk)
    require(request.user, "tuition.run_continue_round", row)
    if request.method == "POST":
        continuing.close(round=row, by=request.user)
        messages.success(request, "The round is closed. What follows is worked out now.")
        return redirect("tuition:continue_round", row.pk)
    context = {
        "round": row,
        "counts": _counts(row),
        "silence": _silence(AcademicYear(row.year)),
        "is_early": row.closes_on >= timezone.localdate(),
    }
    return render(request, "tuition/after/round_close.html", context)


@require_safe
def export(request, pk):
    """What the progress page shows, as a table for a spreadsheet."""
    row = get_object_or_404(ContinueRound.objects.visible_to(request.user), pk=pk)
    require(request.user, "tuition.see_waiting_list")
    visible = Continuation.objects.visible_to(request.user).filter(round=row)
    rows = (
        ProgressFilters(request.GET)
        .narrow(visible)
        .select_related(
            "enrolment__pupil", "enrolment__provision__instrument", "enrolment__provision__venue"
        )
    )
    columns = {
        "Reference": lambda each: each.enrolment.reference,
        "Learner": lambda each: each.enrolment.pupil.full_name,
        "Place": lambda each: words.title_of(each.enrolment.provision),
        "Where": lambda each: words.place_of(each.enrolment),
        "Answer": lambda each: each.get_answer_display() if each.answer else "No answer yet",
        "What to change": "words",
        "Answered": "answered_at",
        "What came of it": "outcome",
    }
    found = rows.order_by("pk").iterator(chunk_size=1000)
    name, of = f"continue-{int(row.year)}", "the answers to a round"
    return list_file(request, found, columns, name=name, ending="csv", of=of)


def state_of(row) -> tuple[str, str]:
    """(state in words, kind of the tag)."""
    if row.rolled_at:
        return "Rolled over", "ok"
    if row.closed_at:
        return "Being rolled over", "info"
    if row.closes_on < timezone.localdate():
        return "To be closed", "warn"
    return "Open", "info"


def _counts(row):
    """[(words, number)] by answer, then what did not work. One statement."""
    rows = Continuation.objects.filter(round=row)
    kinds = {each.value: Count("pk", filter=Q(answer=each)) for each in ContinueAnswer}
    found = rows.aggregate(
        all=Count("pk"),
        none=Count("pk", filter=Q(answer="")),
        rolled=Count("pk", filter=~Q(outcome="")),
        problems=Count("pk", filter=DID_NOT_WORK),
        **kinds,
    )
    said = [(each.label, found[each.value]) for each in ContinueAnswer]
    counts = [("Asked", found["all"]), *said, ("No answer yet", found["none"])]
    if row.closed_at:
        counts += [("Rolled over", found["rolled"]), ("Did not work", found["problems"])]
    return counts


def _silence(year):
    return rule_of("continue-silence").words(value("continue-silence", year))
