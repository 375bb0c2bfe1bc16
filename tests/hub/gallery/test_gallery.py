"""The gallery: who sees it, and that nothing is missing from it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

TEMPLATES = Path(settings.BASE_DIR, "templates")


def _tag_names():
    """Component file name to block tag, from components.yaml."""
    lines = (TEMPLATES / "components.yaml").read_text().splitlines()
    pairs = [line.split(":") for line in lines if line.startswith("  ")]
    return {Path(path.strip()).name: name.strip() for name, path in pairs}


@pytest.mark.parametrize(
    "component", sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
)
def test_the_gallery_shows_every_component(component):
    sources = [*(TEMPLATES / "gallery").glob("*.html"), *(TEMPLATES / "components").glob("*.html")]
    text = "\n".join(path.read_text() for path in sources if path.name != component)
    include, tag = f'"components/{component}"', _tag_names().get(component)
    assert include in text or (tag and f"{{% #{tag}" in text)


@pytest.mark.parametrize(
    "component", sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
)
def test_every_component_says_its_arguments_at_its_head(component):
    text = (TEMPLATES / "components" / component).read_text()
    assert re.match(r"{# .*(Arguments: |No arguments).*#}|{# .*#}\n{# Arguments: ", text)


def test_a_manager_sees_the_gallery(client, manager):
    client.force_login(manager)
    assert client.get(reverse("gallery:index")).status_code == 200


def test_a_carer_does_not_see_the_gallery(client, carer):
    client.force_login(carer)
    assert client.get(reverse("gallery:index")).status_code == 403


@pytest.mark.django_db
def test_somebody_signed_out_is_asked_to_sign_in(client):
    response = client.get(reverse("gallery:index"))
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/design/")


def test_filters_in_the_gallery_ignore_what_they_do_not_know(client, manager):
    client.force_login(manager)
    response = client.get(reverse("gallery:index"), {"day": "never", "places": "none", "x": "1"})
    assert response.status_code == 200
