"""Resources and their files."""

from datetime import timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from hub.content.choices import Kind, State
from hub.content.models import Resource, Topic
from hub.files.choices import Scan
from hub.files.models import StoredFile
from hub.platform.choices import WorkState

_numbers = count(1)


def make_file(*, scan=Scan.CLEAN, by=None, name="songs.pdf"):
    """A kept PDF of a resource."""
    stored = StoredFile(
        purpose="resource",
        name=name,
        content_type="application/pdf",
        size=8,
        scan=scan,
        state=WorkState.DONE,
        uploaded_by=by,
    )
    stored.file.save("", ContentFile(b"%PDF-1.7"), save=False)
    stored.save(force_insert=True)
    return stored


def make_resource(*, topics=(), with_file=False, days_ago=1, **fields):
    """A resource that is out since ``days_ago``, unless ``state`` says otherwise.

    ``topics``: keys; those that there are not are made.
    """
    number = next(_numbers)
    fields = {
        "kind": Kind.GUIDE,
        "title": f"A guide to singing {number}",
        "summary": "How to begin.",
        "body": "Sing **every** day.",
        "state": State.PUBLISHED,
    } | fields
    if fields["state"] != State.DRAFT:
        fields.setdefault("published_at", timezone.now() - timedelta(days=days_ago))
    if with_file:
        fields.setdefault("file", make_file())
    resource = Resource.objects.create(**fields)
    resource.topics.set(
        Topic.objects.get_or_create(key=key, defaults={"name": key.capitalize()})[0]
        for key in topics
    )
    return resource
