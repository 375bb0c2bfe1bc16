"""The gallery page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.gallery import forms, samples
from hub.permissions import require


@login_not_required  # in a demonstration anybody may look
@require_safe
def index(request):
    """Every component with made-up content; its forms go nowhere."""
    if not settings.HUB_DEMO:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        require(request.user, "gallery.see")
    return render(
        request,
        "gallery/index.html",
        {
            "sample": samples.everything(),
            "blank": forms.SampleForm(prefix="blank"),
            "filled": forms.SampleForm(forms.WRONG, prefix="wrong"),
            "filters": forms.SampleFilters(request.GET),
        },
    )
