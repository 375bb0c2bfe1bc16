"""The topics and series of resources. Nothing outside this module adds, changes or removes one."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from hub.content.models import Series, Topic
from hub.trail.record import form_changes, record


class TopicRefused(Exception):
    """A rule says no. The message can be shown as it stands."""


@transaction.atomic
def add_topic(*, form, by) -> Topic:
    """Add the topic of a valid form. Its key is made from its name, once and for all."""
    topic = form.save(commit=False)
    topic.key = _free_key(topic.name)
    topic.save()
    record("added", topic, by=by, changes={"name": (None, topic.name)})
    return topic


@transaction.atomic
def change(*, form, by):
    """Save a topic or a series of a valid form over what stands; returns it."""
    row = form.save()
    changes = form_changes(form)
    if changes:
        record("changed", row, by=by, changes=changes)
    return row


@transaction.atomic
def remove_topic(*, topic, by):
    """Take a topic off the list. Raises TopicRefused while a resource has it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    number = topic.resources.count()
    if number:
        raise TopicRefused(
            f"{number} resource{'' if number == 1 else 's'} "
            f"{'has' if number == 1 else 'have'} the topic {topic}. Give them another first."
        )
    record("removed", topic, by=by, changes={"name": (topic.name, None)})
    topic.delete()


@transaction.atomic
def add_series(*, form, by) -> Series:
    """Add the series of a valid form."""
    series = form.save()
    record("added", series, by=by, changes={"title": (None, series.title)})
    return series


@transaction.atomic
def remove_series(*, series, by):
    """Remove a series. Raises TopicRefused while a resource stands in it."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    record("removed", series, by=by, changes={"title": (series.title, None)})
    try:
        series.delete()
    except ProtectedError as error:
        raise TopicRefused(
            f"There are resources in {series}. Take them out of it first."
        ) from error


def _free_key(name):
    stem = slugify(name)[:34].strip("-") or "topic"
    taken = set(Topic.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
