"""Every e-mail of the portal, written with made-up data: complete, discreet, drawn as agreed."""

import re
from html.parser import HTMLParser
from pathlib import Path

import allauth
import pytest
from django.urls import reverse

from hub.accounts.sign_in_mail import CHANGES, TEMPLATES
from hub.messaging import letters, outbox
from hub.messaging.models import Message
from hub.policy import current
from hub.policy.models import HubSettings
from tests.project import template_files

LETTERS = letters.registered()
by_name = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.key)
HUB = {"name": "Our Hub", "phone": "01234 567890", "email": "us@hub.example"}
SITE = "http://localhost:8000"
BIGGEST_KB = 100


@pytest.fixture(autouse=True)
def _hub(db):
    HubSettings.objects.update(**HUB)
    current.forget()


class Drawn(HTMLParser):
    """What stands in an HTML part: tags, addresses, text of the headings and of the links."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.addresses, self.links, self._in = [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.addresses += [attrs[name] for name in ("src", "href", "background") if name in attrs]
        if tag == "a":
            self.links.append([attrs["href"], attrs.get("class", ""), ""])
            self._in = self.links[-1]

    def handle_endtag(self, tag):
        if tag == "a":
            self._in = None

    def handle_data(self, data):
        if self._in:
            self._in[2] += data


def test_every_template_of_an_e_mail_has_a_sample():
    templates = {
        re.sub(r"(\.subject\.txt|\.txt|\.html)$", "", name)
        for name in template_files()
        if "/email/" in name
    }
    assert templates - {letter.template for letter in LETTERS} == set()


def test_every_e_mail_that_allauth_sends_is_one_of_ours():
    """Asked of its own source: what it would send and we do not know of would be a 500."""
    sent = set()
    for app in ("account", "mfa"):
        for path in (Path(allauth.__file__).parent / app).rglob("*.py"):
            if "/tests/" not in str(path):
                text = path.read_text()
                sent |= set(re.findall(rf'"{app}/email/(\w+)"', text))
    ours = {*TEMPLATES, *CHANGES}
    # By a link instead of a code; asked for by settings that we do not have.
    never = {"password_reset_key", "email_confirm", "email_deleted"}
    assert sent - ours - never == set()


@by_name
def test_the_sample_has_every_name_that_the_templates_use(letter):
    """A name that is missing is an error in every test (tests/undefined.py)."""
    parts = letter.compose()
    assert parts.subject
    assert len(parts.text) > 50
    assert "</html>" in parts.html


@by_name
def test_a_subject_holds_nothing_of_the_person_and_no_sum(letter):
    subject = letter.compose().subject
    values = [str(value) for value in letter.sample().values()]
    assert [value for value in values if value in subject] == []
    assert not re.search(r"£|\d+\.\d\d", subject)


@by_name
def test_nothing_is_fetched_and_every_link_is_ours(letter):
    html = letter.compose().html
    drawn = Drawn(html)
    foreign = [
        each
        for each in drawn.addresses
        if each != f"mailto:{HUB['email']}" and not each.startswith(f"{SITE}/")
    ]
    assert foreign == []
    assert {"img", "script", "link", "iframe", "form", "object"} & set(drawn.tags) == set()
    assert re.findall(r"url\(|@import|https?://(?!localhost:8000/)", html) == []
    assert len(html.encode()) < BIGGEST_KB * 1024


@by_name
def test_it_is_drawn_as_agreed(letter):
    """design.md 11: one column of 600 px, one heading, one button with the bare link, dark mode."""
    html = letter.compose().html
    drawn = Drawn(html)
    buttons = [(address, text) for address, kind, text in drawn.links if kind == "button"]
    assert drawn.tags.count("h1") == 1
    assert len(buttons) <= 1
    for address, _ in buttons:
        assert [address, "", address] in drawn.links
    for promised in (
        'lang="en-GB"',
        "max-width: 600px",
        'content="light dark"',
        "prefers-color-scheme: dark",
    ):
        assert promised in html


@by_name
def test_both_parts_say_why_it_came_and_how_to_reach_the_hub(letter):
    parts = letter.compose()
    for part in (parts.text, parts.html):
        assert "You get this because" in part
        for words in HUB.values():
            assert words in part


@by_name
def test_whatever_link_stands_in_the_html_stands_in_the_text_too(letter):
    parts = letter.compose()
    links = [address for address, *_ in Drawn(parts.html).links if address.startswith(SITE)]
    assert [address for address in links if address not in parts.text] == []


def test_two_e_mails_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two e-mails called"):
        letters.letter("x/email/y", name=LETTERS[0].name, when="Never.", sample=dict)


def test_the_list_shows_each_with_its_subject(client, manager):
    client.force_login(manager)
    page = client.get(reverse("messages:templates"))
    assert [letter for letter, _ in page.context["rows"]] == LETTERS
    assert "Confirm your e-mail address" in page.content.decode()


def test_a_preview_shows_the_text_and_the_html_part_is_locked_away(client, manager):
    client.force_login(manager)
    page = client.get(reverse("messages:template", args=["invitation"])).content.decode()
    sent = client.get(reverse("messages:template_as_sent", args=["invitation"]))
    assert "Mary Manager invites you" in page
    assert "sandbox" in sent["Content-Security-Policy"]
    assert "Mary Manager invites you" in sent.content.decode()


def test_a_copy_goes_to_oneself_once_a_minute_and_says_that_it_is_one(client, manager):
    client.force_login(manager)
    for _ in range(5):
        client.post(reverse("messages:template_copy", args=["invitation"]))
    copy = Message.objects.get()
    assert (copy.to, copy.subject, copy.template) == (
        manager.email,
        "Test: Your invitation to Our Hub",
        "sample",
    )


def test_what_is_composed_is_what_is_queued(db):
    letter = letters.get("role-ended")
    message = outbox.queue(template=letter.template, to="a@b.example", context=letter.sample())
    parts = letter.compose()
    assert (message.subject, message.text, message.html) == (parts.subject, parts.text, parts.html)
