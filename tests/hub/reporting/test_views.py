"""Pages of reports: what may be made, one being made, its file, and nobody else's."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.reporting import tasks
from hub.reporting.models import ReportRun
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory

INDEX = reverse("reporting:index")
HISTORY = reverse("reporting:history")
NEW = reverse("reporting:new", args=["tiny"])


@pytest.fixture
def school(db):
    return SchoolFactory(name="St Alban's")


@pytest.fixture
def asked(client, tiny, school, manager):
    """The manager asked for the tiny report on the school, and is signed in."""
    client.force_login(manager)
    client.post(NEW, {"school": school.urn, "format": "csv"})
    return ReportRun.objects.get()


@pytest.fixture
def ready(asked):
    """The same, made."""
    tasks.build_run(str(asked.pk))
    asked.refresh_from_db()
    return asked


def page(name, run):
    return reverse(f"reporting:{name}", args=[run.pk])


def test_one_press_leads_to_the_page_that_waits(client, tiny, school, manager):
    client.force_login(manager)
    response = client.post(NEW, {"school": school.urn, "format": "pdf"})
    assert (response.status_code, response.url) == (302, page("run", ReportRun.objects.get()))


def test_a_choice_that_is_not_ones_own_is_no_choice(client, tiny, school):
    client.force_login(make_user("lead", scope={"school": SchoolFactory()}))
    response = client.post(NEW, {"school": school.urn, "format": "pdf"})
    assert (response.status_code, ReportRun.objects.count()) == (422, 0)


def test_a_report_that_does_not_exist_is_not_found(client, tiny, manager):
    client.force_login(manager)
    assert client.get(reverse("reporting:new", args=["nothing"])).status_code == 404


def test_who_may_have_no_report_made_is_refused(client, tiny, carer):
    client.force_login(carer)
    assert [client.get(url).status_code for url in (INDEX, NEW)] == [403, 403]


def test_the_page_that_waits_says_so_and_asks_again(client, asked):
    content = client.get(page("run", asked)).content.decode()
    assert ("Waiting for its turn" in content, page("state", asked) in content) == (True, True)
    assert client.get(page("state", asked)).json() == {
        "over": False,
        "words": "Waiting for its turn",
    }


def test_a_ready_report_downloads_under_a_name_that_says_what_it_is(client, ready):
    response = client.get(page("download", ready))
    today = timezone.localdate().isoformat()
    assert (
        response.status_code,
        response["Content-Type"],
        response["Content-Disposition"],
        response["X-Content-Type-Options"],
        b"St Alban" in response.getvalue(),
    ) == (
        200,
        "text/csv; charset=utf-8",
        f'attachment; filename="tiny-report-st-albans-{today}.csv"',
        "nosniff",
        True,
    )


@pytest.mark.parametrize("name", ["run", "state", "download", "again", "cancel"])
def test_another_persons_report_is_not_found(name, client, ready):
    # A stranger with a report of their own, so that nothing passes for want of rows.
    stranger = make_user("manager")
    ReportRun.objects.create(requested_by=stranger, key="tiny", title="Other", format="csv")
    client.force_login(stranger)
    url = page(name, ready)
    answer = client.post(url) if name in {"again", "cancel"} else client.get(url)
    assert answer.status_code == 404


def test_the_right_is_asked_again_at_every_download(client, ready, manager):
    manager.grants.update(ended_at=timezone.now())
    assert client.get(page("download", ready)).status_code == 404


def test_what_it_is_about_is_asked_again_at_every_download(client, tiny, school):
    lead = make_user("lead", scope={"school": school})
    client.force_login(lead)
    client.post(NEW, {"school": school.urn, "format": "csv"})
    run = ReportRun.objects.get()
    tasks.build_run(str(run.pk))
    lead.grants.update(school=SchoolFactory())
    assert client.get(page("download", run)).status_code == 404


def test_an_expired_report_is_not_found_and_says_why(client, ready):
    ReportRun.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    response = client.get(page("download", ready))
    assert (response.status_code, "kept for 24 hours" in response.content.decode()) == (404, True)


def test_a_file_that_is_gone_is_not_found_and_no_fault(client, ready):
    ready.file.storage.delete(ready.file.name)
    assert client.get(page("download", ready)).status_code == 404


def test_trying_again_needs_a_press_and_leads_to_a_new_run(client, ready):
    ReportRun.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    assert client.get(page("again", ready)).status_code == 405
    response = client.post(page("again", ready))
    fresh = ReportRun.objects.exclude(pk=ready.pk).get()
    assert (response.status_code, response.url) == (302, page("run", fresh))


@pytest.mark.parametrize("query", ["?page=x", "?page=0", "?sort=evil&x=1"])
def test_odd_addresses_show_a_page(query, client, ready):
    assert client.get(INDEX + query).status_code == 200


@pytest.mark.query_bound("reporting:history")
@pytest.mark.parametrize("rows", [1, 15])
@pytest.mark.parametrize("url", [INDEX, HISTORY])
def test_the_lists_ask_the_database_a_fixed_number_of_times(
    url, rows, client, ready, manager, django_assert_max_num_queries
):
    for _ in range(rows):
        ReportRun.objects.create(
            requested_by=manager, key="tiny", title="x", format="csv", asked_hash=timezone.now()
        )
    client.get(url)
    with django_assert_max_num_queries(8):
        client.get(url)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Failed", "Ready", "Waits"]),
        ("state=live", ["Waits"]),
        ("state=done", ["Ready"]),
        ("state=failed", ["Failed"]),
        ("kind=pdf", ["Failed"]),
        ("report=tiny", ["Ready", "Waits"]),
        ("report=made-up&state=odd", ["Failed", "Ready", "Waits"]),
    ],
)
def test_the_history_is_narrowed_by_what_stands_in_the_address(
    query, titles, client, tiny, manager
):
    def made(title, **fields):
        what = {"key": "tiny", "format": "csv", "asked_hash": title} | fields
        ReportRun.objects.create(requested_by=manager, title=title, **what)

    now = timezone.now()
    made("Waits")
    made("Ready", state="done", made_at=now, expires_at=now)
    made("Failed", state="failed", key="school-profile", format="pdf")
    client.force_login(manager)
    page = client.get(f"{HISTORY}?{query}").context["page"]
    assert sorted(run.title for run in page) == titles


def test_cancelling_gives_up_a_run_that_waits_and_can_be_undone(client, asked):
    response = client.post(page("cancel", asked))
    asked.refresh_from_db()
    assert (response.url, asked.words) == (page("run", asked), "Cancelled")
    client.post(page("again", asked))
    assert ReportRun.objects.live().count() == 1


def test_what_is_ready_cannot_be_cancelled(client, ready):
    response = client.post(page("cancel", ready), follow=True)
    ready.refresh_from_db()
    assert ready.is_ready
    assert "cannot be cancelled" in response.content.decode()
