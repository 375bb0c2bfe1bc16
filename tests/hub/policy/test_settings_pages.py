"""The hub's settings: who changes them, what is refused, and what every page then shows."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hub.accounts.choices import Role
from hub.policy import current
from hub.policy.models import HubSettings, LocalAuthority
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

CONTACT, LOOK = "/settings/contact/", "/settings/look/"
COLOURS = {"colour_brand": "#5A1F5C", "colour_action": "#0A6159", "colour_link": "#7A1F6B"}


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def png(name="logo.png"):
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "#5A1F5C").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/png")


def saved():
    return HubSettings.objects.get(pk=1)


@pytest.mark.parametrize("role", [each for each in Role if each not in {"manager", "admin"}])
def test_only_managers_and_administrators_may(role, client, db):
    client.force_login(make_user(role))
    pages = ["/settings/", CONTACT, LOOK, "/settings/authorities/"]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert client.post(CONTACT, {"name": "Mine"}).status_code == 403
    assert saved().name == "Music Hub"


# --- name and contact -----------------------------------------------------------------------------


def test_a_new_name_is_on_every_page_and_on_the_trail(as_manager, manager):
    as_manager.post(CONTACT, {"name": "Westshire Music", "phone": "01632 960400"})
    entry = Entry.objects.get(action="changed settings")
    assert entry.fields["name"] == {"from": "Music Hub", "to": "Westshire Music"}
    assert entry.actor_id == manager.pk
    assert "Westshire Music" in text(as_manager.get("/settings/"))


def test_saving_without_a_change_is_not_on_the_trail(as_manager):
    as_manager.post(CONTACT, {"name": "Music Hub"})
    assert not Entry.objects.filter(action="changed settings").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("email", "nobody"),
        ("website", "javascript:alert(1)"),
        ("safeguarding_email", "x@"),
    ],
)
def test_bad_input_comes_back_and_changes_nothing(as_manager, field, value):
    response = as_manager.post(CONTACT, {"name": "Another", field: value})
    assert (response.status_code, saved().name) == (422, "Music Hub")


def test_what_another_form_owns_is_not_taken(as_manager):
    as_manager.post(CONTACT, {"name": "Music Hub", "colour_brand": "#FFFFFF", "id": 2})
    assert (saved().colour_brand, HubSettings.objects.count()) == ("#5A1F5C", 1)


def test_the_change_of_somebody_else_meanwhile_is_kept(as_manager):
    HubSettings.objects.filter(pk=1).update(colour_brand="#003366")
    as_manager.post(CONTACT, {"name": "Another"})
    assert (saved().name, saved().colour_brand) == ("Another", "#003366")


# --- colours --------------------------------------------------------------------------------------


def test_colours_are_saved_in_capitals(as_manager):
    as_manager.post(LOOK, {**COLOURS, "colour_brand": "#003366", "colour_link": "#004080"})
    assert (saved().colour_brand, saved().colour_link) == ("#003366", "#004080")


@pytest.mark.parametrize(
    ("field", "colour", "sentence"),
    [
        ("colour_brand", "#FFFFFF", "reaches 1:1 and needs 4.5:1"),
        ("colour_brand", "#808080", "White text on this colour reaches 3.94:1 and needs 4.5:1"),
        ("colour_action", "#777777", "reaches 4.47:1 and needs 4.5:1"),
        ("colour_link", "#767676", "on the sand of menu and footer reaches 3.9"),
        ("colour_brand", "plum", "Enter a colour like"),
        ("colour_brand", "#12345", "Enter a colour like"),
        ("colour_brand", "#5A1F5C;}body{display:none", "7 characters"),
        ("colour_brand", "", "Enter brand colour"),
    ],
)
def test_a_colour_on_which_text_cannot_be_read_is_refused(as_manager, field, colour, sentence):
    response = as_manager.post(LOOK, {**COLOURS, field: colour})
    assert (response.status_code, sentence in text(response)) == (422, True)
    assert getattr(saved(), field) == COLOURS[field]


def test_a_preview_shows_the_colours_and_saves_nothing(as_manager):
    response = as_manager.post(LOOK, {**COLOURS, "colour_brand": "#003366", "preview": "1"})
    assert (response.status_code, saved().colour_brand) == (200, "#5A1F5C")
    assert 'fill="#003366"' in response.content.decode()


def test_a_preview_of_what_cannot_be_read_shows_it_beside_the_sentence(as_manager):
    response = as_manager.post(LOOK, {**COLOURS, "colour_brand": "#808080", "preview": "1"})
    assert response.status_code == 422
    assert "Brand colour: 3.94:1 (4.5:1 needed)" in text(response)


def test_what_is_no_colour_is_never_drawn(as_manager):
    response = as_manager.post(LOOK, {**COLOURS, "colour_brand": '#"/><b>'})
    assert '<b>"' not in response.content.decode()
    assert 'fill="#5A1F5C"' in response.content.decode()


# --- the stylesheet -------------------------------------------------------------------------------


def test_the_stylesheet_sets_the_tokens_anew(client, db):
    hub = saved()
    hub.colour_brand = "#003366"
    hub.save()
    response = client.get(reverse("brand_css"))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode() == (
        ":root {\n  --plum: #003366;\n  --plum-deep: #002447;\n  --plum-tint: #EBEFF3;\n}\n"
    )


def test_the_stylesheet_is_kept_and_asked_for_by_etag(client, db):
    first = client.get(reverse("brand_css"))
    again = client.get(reverse("brand_css"), headers={"If-None-Match": first["ETag"]})
    assert [(each.status_code, each["Cache-Control"]) for each in (first, again)] == [
        (200, "private, max-age=60"),
        (304, "private, max-age=60"),
    ]
    hub = saved()
    hub.colour_link = "#003366"
    hub.save()
    changed = client.get(reverse("brand_css"), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


# --- the logo -------------------------------------------------------------------------------------


def logo_page():
    current.forget()
    return current.hub_settings().logo_url


def test_an_uploaded_logo_is_served_to_everybody_and_can_do_no_harm(as_manager, client):
    as_manager.post(LOOK, {**COLOURS, "logo": png(), "logo_alt": "Westshire Music"})
    client.logout()
    response = client.get(logo_page())
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_the_logo_stands_in_the_header(as_manager):
    as_manager.post(LOOK, {**COLOURS, "logo": png()})
    assert f'src="{logo_page()}"' in as_manager.get("/settings/").content.decode()


def test_a_new_logo_takes_the_place_of_the_old_file(
    as_manager, tmp_path, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            as_manager.post(LOOK, {**COLOURS, "logo": png()})
    assert len(list((tmp_path / "brand").iterdir())) == 1
    assert Entry.objects.filter(action="changed settings", fields__has_key="logo").count() == 2


def test_a_logo_stays_when_only_colours_are_changed(as_manager):
    as_manager.post(LOOK, {**COLOURS, "logo": png()})
    before = saved().logo.name
    as_manager.post(LOOK, {**COLOURS, "colour_brand": "#003366"})
    assert saved().logo.name == before


def test_a_logo_is_removed(as_manager, tmp_path, django_capture_on_commit_callbacks):
    as_manager.post(LOOK, {**COLOURS, "logo": png()})
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(LOOK, {**COLOURS, "remove_logo": "on"})
    assert (saved().logo_url, list((tmp_path / "brand").iterdir())) == ("", [])


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"not a picture", b""]
)
def test_a_logo_that_is_no_picture_is_a_sentence_and_stores_nothing(as_manager, tmp_path, data):
    file = SimpleUploadedFile("logo.png", data, content_type="image/png")
    response = as_manager.post(LOOK, {**COLOURS, "logo": file})
    assert (response.status_code, saved().logo_url) == (422, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.png", "..", "%2e%2e%2fsettings.py", "a" * 400, "%00"])
def test_no_other_file_is_served(client, db, name):
    assert client.get(f"/brand/{name}").status_code in {400, 404}


# --- local authorities ----------------------------------------------------------------------------


def test_an_authority_is_added(as_manager):
    as_manager.post("/settings/authorities/", {"code": "919", "name": "Hertfordshire"})
    added = LocalAuthority.objects.get()
    assert (added.code, added.name) == ("919", "Hertfordshire")
    assert Entry.objects.about(added).get().action == "added local authority"


@pytest.mark.parametrize("code", ["", "91", "9199", "abc", "９１９", "-19"])
def test_a_code_that_is_none_comes_back(as_manager, code):
    response = as_manager.post("/settings/authorities/", {"code": code, "name": "Somewhere"})
    assert (response.status_code, LocalAuthority.objects.count()) == (422, 0)


def test_the_same_code_twice_comes_back(as_manager):
    LocalAuthority.objects.create(code="919", name="Hertfordshire")
    response = as_manager.post("/settings/authorities/", {"code": "919", "name": "Again"})
    assert (response.status_code, "on the list already" in text(response)) == (422, True)


def test_an_authority_without_schools_is_removed_after_a_check_page(as_manager):
    authority = LocalAuthority.objects.create(code="919", name="Hertfordshire")
    page = reverse("policy:authority_remove", args=[authority.pk])
    assert as_manager.get(page).status_code == 200
    assert LocalAuthority.objects.exists()
    as_manager.post(page)
    assert not LocalAuthority.objects.exists()


def test_an_authority_with_schools_stays_and_nothing_is_on_the_trail(as_manager):
    authority = LocalAuthority.objects.create(code="919", name="Hertfordshire")
    SchoolFactory(local_authority=authority)
    page = reverse("policy:authority_remove", args=[authority.pk])
    response = as_manager.post(page, follow=True)
    assert "has schools in the directory" in text(response)
    assert LocalAuthority.objects.exists()
    assert not Entry.objects.filter(action="removed local authority").exists()


@pytest.mark.parametrize("authorities", [1, 12])
def test_the_list_of_authorities_asks_a_bounded_number_of_questions(
    authorities, as_manager, django_assert_max_num_queries
):
    for number in range(authorities):
        LocalAuthority.objects.create(code=f"{900 + number}", name=f"County {number}")
    as_manager.get("/settings/authorities/")
    with django_assert_max_num_queries(7):
        as_manager.get("/settings/authorities/")
