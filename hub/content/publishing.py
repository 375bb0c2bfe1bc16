"""Resources as editors work on them. Nothing outside this module writes one."""

from django.db import transaction
from django.utils import timezone

from hub.content.choices import State
from hub.content.models import Resource, ResourceVersion, Series
from hub.files.storing import forget, store
from hub.trail.record import record

PURPOSE = "resource"
#: What ``save`` sets, besides file and topics.
FIELDS = (
    *("kind", "title", "summary", "body", "link_url", "player_url", "readers"),
    *("phases", "key_stages", "year_groups", "audiences", "series", "episode"),
)
#: What is kept of each version.
_TEXTS = ("title", "summary", "body")
#: Long texts: the trail says that they changed, not what they say.
_OFF_THE_TRAIL = {"body", "summary"}


class PublishingRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


class NumberTaken(PublishingRefused):
    """Another resource of the series has this number since the writer looked."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the resource after the writer opened it; it is in ``resource``."""

    def __init__(self, resource):
        super().__init__(f"{resource} was changed while you were writing.")
        self.resource = resource


@transaction.atomic
def create(*, values, topics, upload=None, by) -> Resource:
    """Write down a new draft. ``values``: those of FIELDS; ``upload``: value of an UploadField.

    Raises NumberTaken when its number in the series has gone to another meanwhile.
    """
    _take_number(None, values)
    stored = store(upload=upload, purpose=PURPOSE, by=by) if upload else None
    resource = Resource.objects.create(**values, file=stored, updated_by=by)
    resource.topics.set(topics)
    _keep(resource)
    record("wrote", resource, by=by, changes={"title": (None, resource.title)})
    return resource


@transaction.atomic
def save(*, resource, values, topics, based_on, upload=None, remove_file=False, by) -> Resource:
    """Put new values in place; what is published, readers see at once.

    ``based_on``: the version that the writer saw. Raises ChangedMeanwhile when it is not the one
    that stands, NumberTaken as ``create`` does, PublishingRefused when nothing would be left of
    what is published. The same again changes nothing. The content of a file that is replaced is
    deleted.
    """
    resource = _locked(resource)
    if resource.version != based_on:
        raise ChangedMeanwhile(resource)
    _take_number(resource.pk, values)
    changed = [name for name in FIELDS if getattr(resource, name) != values[name]]
    is_text_new = bool(set(changed) & set(_TEXTS))
    if is_text_new and not resource.versions.exists():
        _keep(resource)  # what was written before versions were kept, and by others than ``create``
    before = {name: str(getattr(resource, name) or "") for name in changed}
    old_file = resource.file if (upload or remove_file) else None
    if upload or old_file:
        changed.append("file")
        resource.file = store(upload=upload, purpose=PURPOSE, by=by) if upload else None
    for name in FIELDS:
        setattr(resource, name, values[name])
    if set(topics) != set(resource.topics.all()):
        changed.append("topics")
        resource.topics.set(topics)
    if not changed:
        return resource
    if not (resource.is_draft or resource.holds_something):
        raise PublishingRefused(_NOTHING_THERE)
    _write(resource, [*FIELDS, "file"], by=by)
    if is_text_new:
        _keep(resource)
    told = {
        name: (before[name], str(getattr(resource, name) or ""))
        for name in changed
        if name in before and name not in _OFF_THE_TRAIL
    }
    record("edited", resource, by=by, changes=told, fields=set(changed) - set(told))
    if old_file:
        transaction.on_commit(lambda: forget([old_file]), robust=True)
    return resource


def _take_number(pk, values):
    """Two who give the same number at once: the second waits for the first, and hears of it."""
    series, episode = values["series"], values["episode"]
    if series is None:
        return
    Series.objects.select_for_update().get(pk=series.pk)
    if Resource.objects.filter(series=series, episode=episode).exclude(pk=pk).exists():
        raise NumberTaken(f"Number {episode} of {series} has been given meanwhile")


@transaction.atomic
def restore(*, version, by) -> Resource:
    """Make an earlier version the text again, as a new version; all but its texts stays.

    Raises PublishingRefused when nothing would be left of what is published.
    """
    resource = _locked(version.resource)
    changed = [name for name in _TEXTS if getattr(resource, name) != getattr(version, name)]
    for name in changed:
        setattr(resource, name, getattr(version, name))
    if not (resource.is_draft or resource.holds_something):
        raise PublishingRefused(_NOTHING_THERE)
    if changed:
        _write(resource, changed, by=by)
        _keep(resource)
        reason = f"Text of version {version.number}"
        record("restored", resource, by=by, fields=changed, reason=reason)
    return resource


@transaction.atomic
def publish(*, resource, at, by) -> Resource:
    """Let readers see it from a moment on, which may be past or to come.

    Drafts, what is archived, and what waits for its day. Raises PublishingRefused for what is out
    already and for what holds nothing.
    """
    resource = _locked(resource)
    if resource.is_out:
        raise PublishingRefused(f"{resource} is published already.")
    if not resource.holds_something:
        raise PublishingRefused(_NOTHING_THERE)
    before = resource.state
    resource.state, resource.published_at = State.PUBLISHED, at
    _write(resource, ["state", "published_at"], by=by)
    day = timezone.localtime(at).date()
    record(
        "published", resource, by=by, changes={"state": (before, resource.state), "on": ("", day)}
    )
    return resource


@transaction.atomic
def archive(*, resource, by) -> Resource:
    """Take it out of the lists; its address answers "not found" to all but editors.

    Raises PublishingRefused for a draft and for what is archived already.
    """
    resource = _locked(resource)
    if resource.state != State.PUBLISHED:
        raise PublishingRefused(f"{resource} is not published.")
    resource.state = State.ARCHIVED
    _write(resource, ["state"], by=by)
    record("archived", resource, by=by, changes={"state": (State.PUBLISHED, resource.state)})
    return resource


@transaction.atomic
def delete_draft(*, resource, by):
    """Delete what was never published, with its file. Raises PublishingRefused for the rest."""
    resource = _locked(resource)
    if not resource.is_draft:
        raise PublishingRefused("Only a draft can be deleted. Archive it instead.")
    record("deleted", resource, by=by, changes={"title": (resource.title, None)})
    stored = resource.file
    resource.delete()
    if stored:
        transaction.on_commit(lambda: forget([stored]), robust=True)


_NOTHING_THERE = "There is nothing to read yet. Write a text, or add a file, a link or a recording."


def _keep(resource):
    ResourceVersion.objects.create(
        resource=resource,
        number=resource.version,
        saved_at=resource.updated_at,
        saved_by=resource.updated_by,
        **{name: getattr(resource, name) for name in _TEXTS},
    )


def _locked(resource):
    # Locked before looking: otherwise of two who save together the later wipes out the other.
    rows = Resource.objects.select_for_update(of=("self",)).select_related("file", "series")
    return rows.get(pk=resource.pk)


def _write(resource, fields, *, by):
    resource.version += 1
    resource.updated_at, resource.updated_by = timezone.now(), by
    resource.save(update_fields=[*fields, "version", "updated_at", "updated_by"])
