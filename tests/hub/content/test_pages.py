"""The footer's pages: read by everybody, written by managers and editors."""

import re
from datetime import timedelta

import pytest
from allauth.mfa import app_settings
from django.urls import reverse

from hub.accounts.sign_up import ABANDONED_AFTER
from hub.content import editing
from hub.content.models import Page
from hub.front.models import KeptForm
from hub.home.registry import things_to_do
from hub.messaging.querysets import SECRETS_KEPT
from hub.platform import sweeps
from hub.policy.models import LocalAuthority
from hub.reporting.runs import KEPT
from hub.trail.models import Entry
from tests.factories.accounts import make_user

SLUGS = ["contact", "accessibility", "privacy", "cookies", "terms", "safeguarding"]
EDIT = "/about/contact/edit/"


@pytest.fixture
def page(db):
    return Page.objects.get(slug="contact")


@pytest.fixture
def editor(db):
    return make_user("editor", name="Edith Page")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def typed(page, **changes):
    """What the form sends."""
    return {"title": page.title, "body": page.body, "based_on": page.version} | changes


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_of_the_footer_has_real_text_and_leaves_no_brace(client, db, slug):
    response = client.get(f"/about/{slug}/")
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert response.status_code == 200
    assert len(main.split()) > 150
    assert re.findall(r"\{\w+\}", main) == []


def test_every_page_of_the_footer_is_in_the_footer_of_every_page(client, db):
    footer = client.get("/").content.decode().split("<footer")[1]
    assert re.findall(r'href="/about/(\w+)/"', footer) == SLUGS


def test_pages_say_who_and_where_the_hub_is(client, hub):
    hub.name, hub.phone, hub.address = "Brass & Co Hub", "01992 555 821", "1 High St\nHertford"
    hub.safeguarding_name = "Ada Byron"
    hub.save()
    LocalAuthority.objects.create(code="919", name="Hertfordshire")
    contact, safe = (text_of(client.get(f"/about/{slug}/")) for slug in ("contact", "safeguarding"))
    assert "You can reach Brass &amp; Co Hub" in contact
    assert "Phone: 01992 555 821 Post: 1 High St, Hertford" in contact
    assert "Safeguarding lead: Ada Byron" in safe


def test_the_accessibility_statement_has_what_the_regulations_ask_for(client, db):
    text = text_of(client.get("/about/accessibility/"))
    wanted = [
        "Web Content Accessibility Guidelines version 2.2",
        "partially compliant",
        "Feedback and contact information",
        "Enforcement procedure",
        "Equality Advisory and Support Service",
        "Preparation of this accessibility statement",
    ]
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize(
    ("sweep", "kept", "promised", "words"),
    [
        ("kept-forms", KeptForm.FOR, timedelta(hours=1), "after one hour"),
        ("reporting.expire", KEPT, timedelta(days=1), "after one day"),
        ("abandoned-sign-ups", ABANDONED_AFTER, timedelta(days=7), "after a week"),
        ("messaging.blank", SECRETS_KEPT, timedelta(days=1), "removed a day later"),
    ],
)
def test_what_the_privacy_page_says_is_deleted_a_sweep_deletes(
    client, db, sweep, kept, promised, words
):
    text = text_of(client.get("/about/privacy/"))
    runs = sweep in {each.name for each in sweeps.registered()}
    assert (runs, kept, words in text) == (True, promised, True)


def test_the_cookie_page_names_every_cookie_that_is_set(client, carer):
    from tests.factories.accounts import PASSWORD

    text = text_of(client.get("/about/cookies/"))
    client.post("/accounts/login/", {"login": carer.email, "password": PASSWORD})
    client.get("/accounts/signup/")
    client.force_login(carer)
    client.get("/home/parent/")
    assert [name for name in client.cookies if name not in text] == []


def test_the_cookie_page_names_the_cookie_of_a_remembered_phone(client, db):
    assert app_settings.TRUST_COOKIE_NAME in text_of(client.get("/about/cookies/"))


def test_a_page_that_is_not_there(client, db):
    assert client.get("/about/music/").status_code == 404


class TestWhoMayWrite:
    """Managers and editors; others do not even see the way to it."""

    @pytest.mark.parametrize("role", ["manager", "editor"])
    def test_those_who_may(self, client, db, role):
        client.force_login(make_user(role))
        assert client.get(EDIT).status_code == 200
        assert "Change this page" in text_of(client.get("/about/contact/"))

    @pytest.mark.parametrize("role", ["admin", "officer", "head", "tutor", "carer", "partner"])
    def test_those_who_may_not(self, client, page, role):
        client.force_login(make_user(role))
        addresses = [EDIT, "/about/", "/about/contact/versions/", "/about/contact/versions/1/"]
        answers = {address: client.get(address).status_code for address in addresses}
        assert answers == dict.fromkeys(addresses, 403)
        assert client.post(EDIT, typed(page, body="Mine now")).status_code == 403
        assert client.post("/about/contact/versions/1/").status_code == 403
        assert "Change this page" not in text_of(client.get("/about/contact/"))

    def test_somebody_signed_out(self, client, page):
        response = client.post(EDIT, typed(page, body="Mine now"))
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={EDIT}")

    def test_a_right_that_ended_ends_at_once(self, client, editor):
        from django.utils import timezone

        client.force_login(editor)
        editor.grants.update(ended_at=timezone.now())
        assert client.get(EDIT).status_code == 403


class TestWriting:
    """Look at it, save it, and have every version kept."""

    def test_a_look_before_saving_changes_nothing(self, client, editor, page):
        client.force_login(editor)
        response = client.post(EDIT, typed(page, body="Call **us**", preview="yes"))
        assert response.status_code == 200
        assert "<p>Call <strong>us</strong></p>" in response.content.decode()
        page.refresh_from_db()
        assert (page.version, page.body.startswith("You can reach")) == (1, True)

    def test_saving_is_a_new_version_with_who_and_when(self, client, editor, page):
        client.force_login(editor)
        response = client.post(EDIT, typed(page, title="Reach us", body="Call **us**"))
        assert (response.status_code, response.url) == (302, "/about/contact/")
        page.refresh_from_db()
        newest = page.versions.first()
        assert (page.title, page.body, page.version, page.updated_by) == (
            "Reach us",
            "Call **us**",
            2,
            editor,
        )
        assert (newest.number, newest.body, newest.saved_by) == (2, "Call **us**", editor)

    def test_every_change_is_on_the_trail_without_the_text(self, client, editor, page):
        client.force_login(editor)
        client.post(EDIT, typed(page, body="Call **us**"))
        [entry] = Entry.objects.about(page)
        assert (entry.action, entry.actor_id) == ("edited", editor.pk)
        assert entry.fields == {"version": {"from": 1, "to": 2}, "body": {}}

    def test_the_same_words_again_are_no_change(self, editor, page):
        same = editing.save(page=page, title=page.title, body=page.body, based_on=1, by=editor)
        assert (same.version, Entry.objects.about(page).count()) == (1, 0)

    def test_an_empty_page_is_refused_and_says_what_to_do(self, client, editor, page):
        client.force_login(editor)
        response = client.post(EDIT, typed(page, body=""))
        assert response.status_code == 422
        assert "Enter text" in text_of(response)

    def test_other_fields_cannot_be_set(self, client, editor, page):
        client.force_login(editor)
        client.post(EDIT, typed(page, body="New", slug="evil", version=99, updated_by=1))
        page.refresh_from_db()
        assert (page.slug, page.version) == ("contact", 2)

    def test_a_script_stays_a_script_in_the_form_and_is_gone_on_the_page(
        self, client, editor, page
    ):
        client.force_login(editor)
        evil = "Hello <script>alert(1)</script><img src=x onerror=alert(2)> you"
        client.post(EDIT, typed(page, title="<script>t</script>", body=evil))
        public = client.get("/about/contact/").content.decode()
        main = public.split("<main")[1].split("</main>")[0]
        assert "<script" not in main
        assert "onerror" not in main
        assert "&lt;script&gt;alert(1)" in client.get(EDIT).content.decode()

    def test_an_earlier_version_can_be_looked_at_and_restored(self, client, editor, page):
        first = page.body
        editing.save(page=page, title="Reach us", body="Call us", based_on=1, by=editor)
        client.force_login(editor)
        assert "You can reach" in text_of(client.get("/about/contact/versions/1/"))
        client.post("/about/contact/versions/1/")
        page.refresh_from_db()
        assert (page.title, page.body, page.version) == ("Contact", first, 3)
        entry = Entry.objects.about(page).first()
        assert (entry.action, entry.reason) == ("restored", "Text of version 1")


class TestTwoWriters:
    """The second is told, sees what the first saved, and loses nothing."""

    def test_the_second_is_told_and_keeps_what_they_typed(self, client, editor, page):
        editing.save(page=page, title="Contact", body="Theirs", based_on=1, by=make_user("manager"))
        client.force_login(editor)
        response = client.post(EDIT, typed(page, body="Mine, typed for an hour"))
        text = text_of(response)
        assert response.status_code == 409
        wanted = ["Somebody else has changed this page", "Theirs", "Mine, typed for an hour"]
        assert [words for words in wanted if words not in text] == []
        page.refresh_from_db()
        assert page.body == "Theirs"

    def test_saving_once_more_is_meant_and_keeps_both(self, client, editor, page):
        editing.save(page=page, title="Contact", body="Theirs", based_on=1, by=editor)
        client.force_login(editor)
        told = client.post(EDIT, typed(page, body="Mine")).content.decode()
        based_on = re.search(r'name="based_on" value="(\d+)"', told)[1]
        client.post(EDIT, typed(page, body="Mine", based_on=based_on))
        page.refresh_from_db()
        assert (page.body, based_on) == ("Mine", "2")
        assert list(page.versions.values_list("body", flat=True))[:2] == ["Mine", "Theirs"]


@pytest.mark.parametrize("versions", [1, 15])
def test_the_list_of_versions_asks_the_database_as_often_for_many(
    client, editor, page, versions, django_assert_max_num_queries
):
    for number in range(versions):
        page = editing.save(
            page=page, title="Contact", body=f"{number}", based_on=page.version, by=editor
        )
    client.force_login(editor)
    client.get("/home/staff/")  # the first page after signing in writes the session down
    with django_assert_max_num_queries(9):
        client.get(reverse("content:versions", args=["contact"]))


def test_until_a_page_was_changed_its_writers_are_asked_to_read_them(editor, page):
    def asked(user, area):
        return "Read the pages at the foot and make them yours" in [
            todo.text for todo in things_to_do(user, area)
        ]

    assert (asked(editor, "staff"), asked(make_user("officer"), "staff")) == (True, False)
    editing.save(page=page, title="Contact", body="Ours", based_on=1, by=editor)
    assert not asked(editor, "staff")


def test_a_page_costs_an_anonymous_reader_three_statements(
    client, db, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):  # hub settings, the page, the local authorities
        client.get("/about/privacy/")
