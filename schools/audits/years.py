"""The audits of a school by year, for the links beside its pages."""

from dataclasses import dataclass

from django.utils import timezone

from schools.lineage import lineage_of
from schools.models import Audit


@dataclass(frozen=True)
class YearLink:
    """One year's audit: how it stands in words, and where it is."""

    year: str
    status: str
    url: str


def years_of(school, *, user, but=None) -> list[YearLink]:
    """The audits of a school that this user may read, newest first, but the one that is looked at.

    Two statements.
    """
    rows = Audit.objects.visible_to(user).filter(school__in=lineage_of(school))
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return [
        YearLink(str(audit.year), _status(audit), audit.get_absolute_url())
        for audit in rows.select_related("filling")
    ]


def _status(audit):
    if audit.is_open:
        return "not handed in"
    return f"handed in {timezone.localtime(audit.filling.submitted_at):%-d %B %Y}"
