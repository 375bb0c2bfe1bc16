"""Changing a page. Nothing outside this module writes one."""

from django.db import transaction
from django.utils import timezone

from hub.content.models import Page, PageVersion
from hub.trail.record import record


class ChangedMeanwhile(Exception):
    """Somebody else saved the page after the writer had opened it; ``page`` is how it stands."""

    def __init__(self, page):
        super().__init__(f"{page} was changed while you were writing.")
        self.page = page


@transaction.atomic
def save(*, page, title, body, based_on, by):
    """Put a new text in place and keep it as the next version. Returns the Page.

    ``based_on``: the version that the writer saw. Raises ChangedMeanwhile when it is not the one
    that stands. The same words again change nothing.
    """
    # Locked before looking: otherwise of two who save together the later wipes out the other.
    page = Page.objects.select_for_update().get(pk=page.pk)
    if page.version != based_on:
        raise ChangedMeanwhile(page)
    return _write(page, title, body, by=by)


@transaction.atomic
def restore(*, version, by):
    """Make an earlier version the text again, as a new version. Returns the Page."""
    page = Page.objects.select_for_update().get(pk=version.page_id)
    reason = f"Text of version {version.number}"
    return _write(page, version.title, version.body, by=by, action="restored", reason=reason)


def _write(page, title, body, *, by, action="edited", reason=""):
    fields = [
        name for name, new in [("title", title), ("body", body)] if getattr(page, name) != new
    ]
    if not fields:
        return page
    page.title, page.body = title, body
    page.version += 1
    page.updated_at, page.updated_by = timezone.now(), by
    page.save(update_fields=["title", "body", "version", "updated_at", "updated_by"])
    PageVersion.objects.create(
        page=page,
        number=page.version,
        title=title,
        body=body,
        saved_at=page.updated_at,
        saved_by=by,
    )
    versions = {"version": (page.version - 1, page.version)}
    record(action, page, by=by, changes=versions, fields=fields, reason=reason)
    return page
