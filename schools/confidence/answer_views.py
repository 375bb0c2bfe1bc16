"""What a teacher sees behind the link: the questions on one page, and thanks. No account."""

import secrets
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.forms import typed
from hub.surveys.forms import section_form
from hub.surveys.models import Filling
from schools.confidence import links, running
from schools.confidence.running import ConfidenceRefused, LinkOver, TooManyToday

_ONCE = "once"


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """All questions on one page; what is sent is kept without a name."""
    survey, link_works = _survey(token)
    if not link_works:
        return _over(request, survey)
    if request.method != "POST" and _cookie(survey) in request.COOKIES and not _again(request):
        return render(request, "confidence/answered.html", {"survey": survey})
    filling = Filling(version=survey.version, year=survey.year)
    form = section_form(filling, None, typed(request), must_answer=True)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            running.hand_in(
                survey=survey,
                link_works=link_works,
                given=form.given,
                once=request.POST.get(_ONCE, "")[:100] or secrets.token_urlsafe(),
            )
        except LinkOver:
            return _over(request, survey)
        except TooManyToday as refusal:
            form.add_error(None, str(refusal))
            status = 429
        except ConfidenceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to_thanks(request, survey)
    context = {
        "survey": survey,
        "form": form,
        "once": request.POST.get(_ONCE) or secrets.token_urlsafe(16),
    }
    return render(request, "confidence/answer.html", context, status=status)


@login_not_required
@require_safe
def thanks(request):
    """The answers have come in."""
    return render(request, "confidence/thanks.html")


def _survey(token):
    try:
        return links.survey_of(token)
    except links.NoSuchLink as error:
        raise Http404 from error


def _over(request, survey):
    return render(request, "confidence/over.html", {"survey": survey}, status=410)


def _again(request):
    """Has somebody said that another person answers on the same device?"""
    return "again" in request.GET


def _cookie(survey):
    return f"confidence-{survey.pk}"


def _to_thanks(request, survey):
    response = redirect("confidence:thanks")
    left = survey.link_ends_on - timezone.localdate() + timedelta(days=1)
    # Says that this device has answered, not who or what; sent back to this link alone.
    response.set_cookie(
        _cookie(survey),
        "1",
        max_age=left,
        path=reverse("confidence:answer", args=[links.token_of(survey)]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
