"""The page behind the link in the carer's e-mail. The school is not named there: it may be kept
from a carer. The pupil's name is shown to the account with the address alone.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hub.forms import typed
from hub.home.areas import AREAS
from hub.home.here import show_in
from hub.places.refusals import PlaceRefused
from tuition import lesson_terms
from tuition.at_school import applying
from tuition.at_school.forms import ChildForm, CompleteForm
from tuition.at_school.link_page import asked_for, may_name_places
from tuition.at_school.refusals import ApplicationRefused, NotYours
from tuition.booking.consenting import answered, given


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def for_your_child(request, token):
    """Sign in; choose the child, or add one; then it is an application, or a place."""
    here = reverse("tuition:for_your_child", args=[token])
    try:
        application = applying.find(token, request.user)
        if not request.user.is_authenticated:
            return _to_sign_in(request, here)
        return _completed(request, application, token, here)
    except ApplicationRefused as refusal:
        leave = urlencode({"next": here})
        context = {
            "refusal": str(refusal),
            "sign_out_url": f"{reverse('account_logout')}?{leave}"
            if isinstance(refusal, NotYours)
            else "",
        }
        page = "tuition/at_school/link_over.html"
        return render(request, page, context, status=refusal.status)


def _to_sign_in(request, here):
    back = urlencode({"next": here})
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{back}"
    if request.method == "POST":
        return redirect(sign_in)
    context = {"sign_in_url": sign_in, "sign_up_url": f"{reverse('account_signup')}?{back}"}
    return render(request, "tuition/at_school/link_sign_in.html", context)


def _completed(request, application, token, here):
    """First for whom, where that is a question; then what is agreed to."""
    show_in(request, AREAS["parent"])
    is_open = may_name_places(request.user)
    asked = {"user": request.user, "provision": application.provision, "is_open": is_open}
    child = ChildForm(_said(request), **asked)
    if not child.is_bound and "choose" not in request.GET and (only := child.only_one):
        child = ChildForm({"pupil": only}, **asked)
    context = {
        "application": application,
        "asked": asked_for(application.provision, is_open=is_open),
        "form": child,
        "here": here,
        "add_url": f"{reverse('family:child_add')}?{urlencode({'next': here})}",
        "has_children": child.fields["pupil"].queryset.exists(),
    }
    if not child.is_valid():
        status = 422 if child.is_bound else 200
        return render(request, "tuition/at_school/link.html", context, status=status)
    return _agreed(request, token, child.cleaned_data["pupil"], context)


def _said(request):
    if request.method == "POST":
        return request.POST
    return request.GET if "pupil" in request.GET else None


def _agreed(request, token, pupil, context):
    terms = lesson_terms.standing()
    form = CompleteForm(
        typed(request),
        provision=context["application"].provision,
        pupils=[pupil],
        answered=answered([pupil]),
        initial={"terms_shown": terms.version},
    )
    if form.is_valid():
        try:
            place = applying.complete(
                token=token,
                pupil=pupil,
                by=request.user,
                consents=given(request.POST).get(pupil.pk, ()),
                terms_version=lesson_terms.agreed(form.cleaned_data["terms_shown"]),
                wishes=form.cleaned_data.get("wishes", ""),
            )
        except lesson_terms.TermsChanged as refusal:
            messages.warning(request, str(refusal))
            return redirect(f"{context['here']}?{urlencode({'pupil': pupil.pk})}")
        except PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Done. State: {place.state_in_words.lower()}.")
            return redirect(place)
    context |= {"pupil": pupil, "form": form, "terms": terms}
    status = 422 if form.is_bound else 200
    return render(request, "tuition/at_school/complete.html", context, status=status)
