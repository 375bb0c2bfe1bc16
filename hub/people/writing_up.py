"""What the office writes down of families: a family that has no account, a record put right."""

from django.db import transaction

from hub.people.models import Carer
from hub.people.refusals import FamilyRefused
from hub.trail.record import record


@transaction.atomic
def change_carer(*, form, by) -> Carer:
    """Save a valid CarerForm of a carer, with its entry on the trail."""
    if form.instance.anonymised_at:
        raise FamilyRefused("This carer’s record is no longer in use.")
    if not form.changed_data:
        return form.instance
    carer = form.save(commit=False)
    carer.save(update_fields=form.changed_data)
    record("changed", carer, by=by, fields=form.changed_data)
    return carer
