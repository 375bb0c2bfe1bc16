"""E-mails to many families: one row, sent in batches, one e-mail a carer however many children.

Who may be written to is asked again with every batch: somebody may be restricted meanwhile.
"""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from hub.messaging import outbox
from hub.people import audiences
from hub.people.models import Circular, CircularCopy
from hub.people.refusals import FamilyRefused
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.trail.record import record

TEMPLATE = "families/email/circular"
BATCH = 200
#: A task ends after five minutes at most (hub/celery.py): after ten its worker is dead.
LOST_AFTER = timedelta(minutes=10)
#: Each batch is an attempt: only a row that dies over and over comes to so many.
TRIES = 5_000


class FiltersHaveChanged(Exception):
    """A filter that was on can be read no more: without it more people would be written to."""


@transaction.atomic
def send(*, form_key, subject, text, audience, filters, words, is_news, names_no_place, by):
    """Write the row that has an e-mail sent to many; returns the Circular.

    The same form sent twice is one e-mail. Raises FamilyRefused when nobody would get it.
    """
    if found := Circular.objects.filter(form_key=form_key).first():
        return found
    form = audiences.bound(audience, filters)
    if not _is_whole(form, filters):
        raise FamilyRefused("One of the filters is no longer there. Choose them again.")
    links = audiences.links_to(form, is_news=is_news, names_no_place=names_no_place)
    if not links.exists():
        raise FamilyRefused("Nobody would get this message. Choose other filters.")
    try:
        with transaction.atomic():
            circular = Circular.objects.create(
                form_key=form_key,
                subject=" ".join(subject.split()),
                text=text,
                audience=audience,
                filters=filters,
                words=words[:500],
                is_news=is_news,
                names_no_place=names_no_place,
                created_by=by,
            )
    except IntegrityError:  # the same form, sent twice at once
        return Circular.objects.get(form_key=form_key)
    record("wrote to families", circular, by=by, fields=["subject", "text"])
    from hub.people import tasks

    nudges.after_commit(tasks.send_circular, circular.pk)
    return circular


def send_batch(circular):
    """Write the next batch of a claimed row, and give it back until all are written to."""
    try:
        form = audiences.bound(circular.audience, circular.filters)
        if not _is_whole(form, circular.filters):
            raise FiltersHaveChanged
    except (FiltersHaveChanged, KeyError) as error:
        circular.leave(WorkState.FAILED, last_error=type(error).__name__)
        return
    links = audiences.links_to(
        form, is_news=circular.is_news, names_no_place=circular.names_no_place
    )
    carers = list(audiences.carers_of(links).filter(pk__gt=circular.last_carer)[:BATCH])
    sent = 0
    for carer in carers:
        sent += _send_one(circular, carer)
    done = len(carers) < BATCH
    fields = {"sent": circular.sent + sent}
    if carers:
        fields["last_carer"] = carers[-1].pk
    if done:
        circular.leave(WorkState.DONE, finished_at=timezone.now(), last_error="", **fields)
    else:
        circular.leave(WorkState.QUEUED, next_attempt_at=Now(), **fields)


def _is_whole(form, filters):
    """Can every filter be read? One that cannot counts as not given, and more would be meant."""
    return set(form.values) == {name for name, found in filters.items() if any(found)}


@transaction.atomic
def _send_one(circular, carer):
    """Write the e-mail to one carer; 0 when it is written already."""
    address = carer.email or (carer.user.email if carer.user else "")
    if not address:
        return 0
    parts = compose(circular)
    # The address itself stands in no key, and two carers of one mailbox get one e-mail.
    digest = hashlib.sha256(address.lower().encode()).hexdigest()[:32]
    message = outbox.write(
        dedupe_key=f"circular:{circular.pk}:{digest}",
        to=address,
        to_user=carer.user,
        template=TEMPLATE,
        subject=circular.subject,
        text=parts.text,
        html=parts.html,
    )
    _, is_new = CircularCopy.objects.get_or_create(
        circular=circular, carer=carer, defaults={"message": message}
    )
    return int(is_new)


def compose(circular):
    """The parts of the e-mail. Its text is typed by the office and holds nobody's data."""
    return outbox.compose(TEMPLATE, {"text": circular.text, "is_news": circular.is_news})
