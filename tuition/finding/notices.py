"""E-mails to those who want to hear when something starts."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.messaging.outbox import queue


def prove(interest, token):
    """Ask whether the address is theirs; once a day at most."""
    _write(
        interest, "interest_prove", f"interest-prove:{interest.pk}:{timezone.localdate()}", token
    )


def started(interest, provision, token):
    """Something has started that they wait for."""
    page = settings.SITE_URL + provision.get_absolute_url()
    _write(interest, "interest_started", f"interest-started:{interest.pk}", token, page=page)


def _write(interest, template, key, token, **context):
    link = settings.SITE_URL + reverse("tuition:interest", args=[token])
    queue(
        template=f"tuition/email/{template}",
        to=interest.email,
        context={"instrument": interest.instrument.name.lower(), "link": link, **context},
        dedupe_key=key,
        user=interest.user,
        is_secret=template == "interest_prove",
    )
