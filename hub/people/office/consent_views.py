"""Consents of all pupils: who agreed to what, and who took it back."""

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.forms import FilterForm
from hub.lists import Column, keyset
from hub.people.choices import ConsentKind
from hub.people.models import Consent, Pupil
from hub.permissions import require
from hub.reporting.list_file import list_file

_ORDER = ("-given_at", "-pk")
_COLUMNS = [Column(words) for words in ("Pupil", "Consent", "Given", "By", "State")]
_FEW, MOST_EXPORTED = 50, 5_000


class ConsentFilters(FilterForm):
    """What was agreed to, whether it stands, and at which school."""

    kind = forms.ChoiceField(label="Consent", choices=[("", "All"), *ConsentKind.choices])
    state = forms.ChoiceField(
        label="State", choices=[("", "All"), ("given", "Stands"), ("back", "Taken back")]
    )
    school = forms.CharField(
        label="School", max_length=120, help_text="Its name, part of it, or URN"
    )

    def narrow(self, consents):
        """The consents that every filter lets through."""
        on = self.values
        if "kind" in on:
            consents = consents.filter(kind=on["kind"])
        if "state" in on:
            consents = consents.filter(revoked_at__isnull=on["state"] == "given")
        if "school" in on:
            at = Pupil.objects.at_school(on["school"])
            consents = consents.filter(pupil__in=at.values("pk"))
        return consents


@require_safe
def consents(request):
    """Every consent, the newest first."""
    require(request.user, "people.enter_families")
    filters = ConsentFilters(request.GET)
    visible = _visible(request.user)
    found = filters.narrow(visible).select_related("pupil", "pupil__school", "given_by")
    context = {
        "filters": filters,
        "page": keyset(request, found, _ORDER, per_page=_FEW, among=visible),
        "columns": _COLUMNS,
        "query": request.GET.urlencode(),
        "most": f"{MOST_EXPORTED:,}",
    }
    return render(request, "families/consents.html", context)


@require_safe
def consents_file(request, ending):
    """The consents that the filters leave, as a file; the newest MOST_EXPORTED."""
    require(request.user, "people.enter_families")
    require(request.user, "people.see_full_pupil")
    found = ConsentFilters(request.GET).narrow(_visible(request.user)).order_by(*_ORDER)
    rows = found.select_related("pupil", "pupil__school", "given_by")[:MOST_EXPORTED]
    name = f"consents-{timezone.localdate():%Y-%m-%d}"
    return list_file(
        request, rows.iterator(), _FILE, name=name, ending=ending, of="a list of consents"
    )


def _visible(user):
    return Consent.objects.visible_to(user).filter(
        pupil__merged_into=None, pupil__anonymised_at=None
    )


_FILE = {
    "Reference": lambda consent: consent.pupil.reference,
    "Pupil": lambda consent: consent.pupil.full_name,
    "Year": lambda consent: consent.pupil.year_in_words,
    "School": lambda consent: consent.pupil.school_in_words,
    "Consent": lambda consent: consent.get_kind_display(),
    "Given": "given_at",
    "Given by": lambda consent: str(consent.given_by or ""),
    "Taken back": "revoked_at",
}
