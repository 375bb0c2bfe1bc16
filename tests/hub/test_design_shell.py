"""The page around every page."""

import re
from types import SimpleNamespace as Row

import pytest
from django.template import engines

from hub.gallery.forms import SampleForm
from hub.policy.models import HubSettings

PAGE = """{% extends "layouts/two_thirds.html" %}
{% block title %}Visits{% endblock %}
{% block heading %}<h1>Visits</h1>{% endblock %}
{% block content %}<p>Content</p>{% endblock %}
{% block beside %}<p>Beside</p>{% endblock %}"""


def link(text, **more):
    return {"text": text, "url": f"/{text.lower()}/", "current": False} | more


@pytest.fixture
def draw():
    """``draw(shell, **context)`` gives the HTML of a page, runs of space made one."""

    def html(shell=None, **context):
        if shell is None:
            menu = [link("Home"), link("Visits", current=True)]
            shell = {"menu": menu, "area": "Hub staff"}
        hub = HubSettings(name="Westshire & Co", phone="01992 555000", email="hi@west.example")
        page = engines["django"].from_string(PAGE)
        return re.sub(r"\s+", " ", page.render({"hub": hub, "shell": shell} | context))

    return html


def test_the_title_names_page_and_hub(draw):
    assert "<title>Visits – Westshire &amp; Co</title>" in draw()


def test_the_title_starts_with_error_when_the_form_has_one(draw):
    html = draw(form=SampleForm({}))
    assert "<title>Error: Visits – Westshire &amp; Co</title>" in html
    assert html.index("There is a problem") < html.index("<h1>")


def test_a_form_that_was_not_sent_is_no_error(draw):
    assert "There is a problem" not in draw(form=SampleForm())


def test_the_first_link_leads_to_the_content(draw):
    html = draw()
    assert re.search(r"<a href=\"#([\w-]+)\"", html).group(1) == "main-content"
    assert html.count('id="main-content"') == 1


def test_the_menu_says_where_one_is(draw):
    current = re.findall(r'<a class="[^"]*" href="(/\w+/)" aria-current="true">', draw())
    assert current == ["/visits/"]


def test_the_page_says_which_area_it_is_in(draw):
    assert '<span class="hub-header__area">Hub staff</span>' in draw()


def test_without_entries_there_is_no_menu(draw):
    assert 'aria-label="Menu"' not in draw({})


@pytest.mark.parametrize(
    ("kind", "role"),
    [("success", "alert"), ("error", "alert"), ("info", "status"), ("warning", "status")],
)
def test_messages_are_banners_that_are_announced(draw, kind, role):
    class Message(Row):
        def __str__(self):
            return "Register saved at 4:32pm. <Next> lesson: 5pm."

    html = draw(messages=[Message(level_tag=kind)])
    assert re.search(rf'class="[^"]*hub-banner--{kind}" role="{role}"', html)
    assert "<p>Register saved at 4:32pm. &lt;Next&gt; lesson: 5pm.</p>" in html


def test_a_demonstration_says_so_and_leads_to_its_outbox(draw):
    html = draw({"demo": True, "outbox_url": "/outbox/"})
    assert "This is a demonstration." in html
    assert '<a href="/outbox/">' in html


def test_no_page_of_a_real_hub_calls_itself_a_demonstration(draw):
    assert "demonstration" not in draw()


def test_help_stands_in_the_footer(draw):
    html = draw({"footer": [link("Contact"), link("Privacy")]})
    footer = html[html.index("<footer") :]
    assert re.findall(r'href="([^"]+)"', footer) == [
        "/contact/",
        "/privacy/",
        "mailto:hi@west.example",
    ]
    assert "01992 555000" in footer


def test_the_brand_comes_after_our_own_styles(draw):
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', draw())
    assert [re.sub(r"\.[0-9a-f]{12}", "", sheet) for sheet in sheets] == [
        "/static/css/fonts.css",
        "/static/govuk/govuk-frontend.css",
        "/static/css/hub.css",
        "/brand.css",
    ]


def test_nothing_is_written_inline(draw):
    html = draw({"demo": True, "menu": [link("Home")]}, form=SampleForm({}))
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", html)
