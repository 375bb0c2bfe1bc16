"""The demo's resources: fifty, in every state, each of them readable."""

import datetime

import pytest
from django.utils import timezone

from hub.accounts.demo_sign_ins import DOMAIN
from hub.content import demo
from hub.content.choices import Kind, State
from hub.content.demo_pdf import one_page
from hub.content.fitting import fitting_resources
from hub.content.models import ReadCount, Resource, Series, Topic
from hub.platform.demo import County
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_user("editor", email=f"editor@{DOMAIN}")
    county = County(schools=10, seed=1, as_of=timezone.localdate())
    demo.build(county)
    return county


def test_there_are_fifty_with_three_series_and_a_newsletter(county):
    assert Resource.objects.count() == 50
    lengths = {series.title: series.resources.count() for series in Series.objects.all()}
    assert sorted(lengths.values()) == [5, 5, 6, 6]
    assert Resource.objects.filter(kind=Kind.NEWSLETTER).count() == 6
    assert {
        state: Resource.objects.filter(state=state).exists() for state in State
    } == dict.fromkeys(State, True)


def test_each_is_read_by_a_music_lead_and_each_file_downloads(county, client):
    client.force_login(make_user("lead"))
    out = Resource.objects.out()
    answers = {row.title: client.get(row.get_absolute_url()).status_code for row in out}
    assert {title: status for title, status in answers.items() if status != 200} == {}
    for row in out.exclude(file=None):
        answer = client.get(f"{row.get_absolute_url()}file/")
        assert b"".join(answer.streaming_content).startswith(b"%PDF-1.4")


def test_every_topic_has_something_that_fits(county):
    lead = make_user("lead")
    without = [
        topic.key
        for topic in Topic.objects.all()
        if not fitting_resources(topics=[topic], user=lead)
    ]
    assert without == []


def test_the_same_seed_reads_the_same(county):
    before = list(ReadCount.objects.order_by("pk").values_list("resource__title", "day", "number"))
    Resource.objects.all().delete()
    Series.objects.all().delete()
    demo.build(county)
    after = list(ReadCount.objects.order_by("pk").values_list("resource__title", "day", "number"))
    assert before == after
    assert {day for _, day, _ in after} <= {
        county.as_of - datetime.timedelta(days=ago) for ago in range(60)
    }


def test_a_pdf_made_by_hand_is_one_that_others_read():
    import io

    from pypdf import PdfReader

    read = PdfReader(io.BytesIO(one_page("Lesson (1)", ["Strum \\ down"])), strict=True)
    assert read.pages[0].extract_text().split("\n") == ["Lesson (1)", "Strum \\ down"]
