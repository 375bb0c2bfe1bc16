"""The terms that somebody agreed to, which may not be those that stand today."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tuition import lesson_terms


@login_not_required
@require_safe
def version(request, number):
    """One version, for everybody: so was the page."""
    terms = lesson_terms.version(number)
    if terms is None:
        raise Http404
    context = {"terms": terms, "stands": lesson_terms.standing().version == terms.version}
    return render(request, "tuition/after/terms_version.html", context)
