"""The record of one pupil."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.people.choices import ConsentKind
from hub.people.holdings import lines_of
from hub.people.models import CarerLink, Consent, Needs, Pupil, SchoolSpell
from hub.people.office.history import happenings
from hub.permissions import may, require
from hub.policy.current import hub_settings
from hub.trail.record import record_read


@require_safe
def pupil(request, pk):
    """Who the pupil is, who cares for them, what was agreed to, and what has happened."""
    row, user = family_pupil(request, pk), request.user
    links = list(
        CarerLink.objects.visible_to(user).filter(pupil=row).select_related("carer").order_by("pk")
    )
    consents = list(Consent.objects.visible_to(user).filter(pupil=row).select_related("given_by"))
    given = {each.kind: each for each in consents if each.revoked_at is None}
    merges = list(row.merges.filter(is_same=True, undone_at=None).select_related("gone"))
    needs = Needs.objects.visible_to(user).answered().filter(pupil=row).first()
    spells = list(SchoolSpell.objects.visible_to(user).filter(pupil=row).select_related("school"))
    context = {
        "pupil": row,
        "facts": facts_of(row),
        "links": [link for link in links if link.ended_at is None],
        "former": [link for link in links if link.ended_at is not None],
        "consents": [(kind, given.get(kind.value)) for kind in ConsentKind],
        "needs": needs,
        "spells": spells,
        "merges": merges,
        "lines": lines_of(row, user),
        "history": happenings([row, *links, *consents, *([needs] if needs else [])]),
        "can_link": may(user, "people.link_carers", row),
        "can_change": may(user, "people.change_pupil", row),
        "in_use": row.merged_into_id is None and row.anonymised_at is None,
    }
    return render(request, "families/pupil.html", context)


@require_safe
def needs(request, pk):
    """What a pupil needs: reading it stands on the trail."""
    row = family_pupil(request, pk)
    found = get_object_or_404(Needs.objects.visible_to(request.user).answered(), pupil=row)
    require(request.user, "people.see_needs", found)
    record_read(found, by=request.user, fields=Needs.FIELDS)
    context = {"pupil": row, "needs": found, "hub": hub_settings()}
    return render(request, "families/needs.html", context)


def family_pupil(request, pk, *, in_use=False):
    """The pupil of an address below /families/; 404 or 403 for whoever has no business here.

    ``in_use``: 404 too for one that went into another record, or whose name has been taken away.
    """
    rows = Pupil.objects.visible_to(request.user).select_related("school", "merged_into")
    row = get_object_or_404(rows.present() if in_use else rows, pk=pk)
    require(request.user, "people.enter_families")
    require(request.user, "people.see_full_pupil", row)
    return row


def facts_of(row):
    """The facts of a pupil's record header."""
    born = f"{row.born_on:%-d %B %Y}, {row.age()} years old" if row.born_on else "No longer kept"
    found = [{"label": "Born", "value": born}]
    if row.year_in_words:
        found.append({"label": "Year", "value": row.year_in_words})
    found.append({"label": "School", "value": row.school_in_words})
    return found
