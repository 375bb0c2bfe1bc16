"""Queueing: one row a key, one line a subject, no secrets for longer than a day."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.mail.message import BadHeaderError
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.messaging import outbox, sweeps
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from hub.policy.models import HubSettings
from tests.hub.messaging.conftest import fresh


@pytest.fixture
def templates(tmp_path, settings):
    """Templates of one e-mail, ``try/letter``."""
    folder = tmp_path / "try"
    folder.mkdir()
    (folder / "letter.subject.txt").write_text("A place & more for {{ name }}\n")
    (folder / "letter.txt").write_text(
        '{% extends "messages/base.txt" %}{% block content %}Dear {{ name }} & all{% endblock %}'
    )
    (folder / "letter.html").write_text(
        '{% extends "messages/base.html" %}{% block content %}<h1>Dear {{ name }}</h1>'
        '{% include "messages/button.html" with url=site_url text="Sign in" only %}{% endblock %}'
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    return "try/letter"


def queue(templates, **given):
    values = {"to": "ana@people.example", "context": {"name": "Ana"}} | given
    return outbox.queue(template=templates, **values)


def test_an_e_mail_is_a_row_with_both_parts(templates, db):
    HubSettings.objects.update(name="Our <Hub>", phone="01234 567890", email="us@hub.example")
    message = queue(templates)
    assert (message.subject, message.text) == (
        "A place & more for Ana",
        "Dear Ana & all\n\n--\n"
        "You get this because your e-mail address is used on the portal of Our <Hub>.\n"
        "Our <Hub>, phone 01234 567890, us@hub.example\n",
    )
    for part in ("<h1>Dear Ana</h1>", "Our &lt;Hub&gt;", 'href="http://localhost:8000"', "Sign in"):
        assert part in message.html


def test_a_key_is_written_once(templates, db):
    assert queue(templates, dedupe_key="x:1") == queue(templates, dedupe_key="x:1")


def test_messages_without_a_key_are_each_their_own(templates, db):
    assert queue(templates) != queue(templates)


def test_a_key_used_twice_at_once_meets_the_constraint(letter):
    Message.objects.filter(pk=letter.pk).update(dedupe_key="x:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(dedupe_key="x:1", to="a@b.example", subject="x", text="x")


def test_a_message_of_a_change_that_did_not_happen_is_never_sent(templates, db):
    with transaction.atomic():
        queue(templates)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_line_break_in_a_name_begins_no_header(templates, db):
    message = queue(templates, context={"name": "Ana\r\nBcc: everybody@evil.example"})
    assert message.subject == "A place & more for Ana Bcc: everybody@evil.example"


def test_a_subject_that_is_too_long_is_cut(templates, db):
    assert len(queue(templates, context={"name": "W" * 300}).subject) == 200


@pytest.mark.parametrize(
    "to",
    ["a" * 250 + "@b.example", "a@b.example\nBcc: c@d.example", "nobody", "", "a@b.example, c@d"],
)
def test_what_is_no_address_is_refused(templates, to, db):
    with pytest.raises(ValidationError):
        queue(templates, to=to)


def test_the_database_refuses_a_header_with_a_line_break(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(to="a@b.example", subject="x\nBcc: y", text="x")


def test_every_other_e_mail_of_django_is_a_row_too(db):
    email = EmailMultiAlternatives("Hello", "Text", to=["a@b.example", "c@d.example"])
    email.attach_alternative("<p>Text</p>", "text/html")
    assert email.send() == 1
    assert list(
        Message.objects.order_by("pk").values_list("to", "subject", "text", "html", "is_secret")
    ) == [
        ("a@b.example", "Hello", "Text", "<p>Text</p>", True),
        ("c@d.example", "Hello", "Text", "<p>Text</p>", True),
    ]


@pytest.mark.parametrize(
    ("subject", "to"), [("Hello\nBcc: x@y.example", "a@b.example"), ("Hello", "a@b.example\nX: y")]
)
def test_header_injection_is_refused(subject, to, db):
    with pytest.raises(BadHeaderError):
        send_mail(subject, "Text", None, [to])
    assert not Message.objects.exists()


def test_attachments_are_refused(db):
    email = EmailMultiAlternatives("Hello", "Text", to=["a@b.example"])
    email.attach("x.txt", "secret", "text/plain")
    with pytest.raises(ValueError, match="not attachments"):
        email.send()


@pytest.mark.parametrize(
    ("state", "hours", "is_secret", "blanked"),
    [
        (WorkState.DONE, 25, True, True),
        (WorkState.FAILED, 25, True, True),
        (WorkState.DONE, 23, True, False),
        (WorkState.QUEUED, 25, True, False),
        (WorkState.DONE, 25, False, False),
    ],
)
def test_codes_and_links_are_blanked_after_a_day(letter, state, hours, is_secret, blanked):
    age = timezone.now() - datetime.timedelta(hours=hours)
    Message.objects.update(state=state, is_secret=is_secret, created_at=age)
    assert sweeps.blank_secrets() == f"{int(blanked)} blanked"
    row = fresh(letter)
    assert (row.text == sweeps.BLANKED, row.html == "", bool(row.blanked_at)) == (blanked,) * 3


def test_a_secret_is_not_sent_after_a_day(db):
    message = outbox.write(to="a@b.example", subject="x", text="1234", is_secret=True)
    assert message.useless_after - timezone.now() > datetime.timedelta(hours=23, minutes=59)
