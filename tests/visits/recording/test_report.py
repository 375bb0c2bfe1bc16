"""The report of a visit: looked at, sent, corrected, read by the school, made as a file."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from hub.messaging.models import Message
from hub.surveys import answering
from hub.surveys.answering import Given
from tests.factories.accounts import make_user
from tests.factories.content import make_resource
from tests.factories.schools import SchoolFactory, TrustFactory
from tests.factories.visits import make_action, make_visit
from visits.choices import VisitState
from visits.models import SentReport, Visit
from visits.recording import keeping, rows, sending, survey
from visits.recording.keeping import mark_of
from visits.recording.refusals import RecordRefused


def page(name, visit):
    return reverse(f"visits:{name}", args=[visit.pk])


def write(record, by, **values):
    seen = {name: mark_of(getattr(record, name)) for name in values}
    return keeping.save(record=record, values=values, seen=seen, by=by).record


@pytest.fixture
def written(record, officer):
    """A record with words and an action."""
    make_action(
        record.visit.school, visit=record.visit, what="Begin a choir", owner_name="Ada Lead"
    )
    keeping.meet(record=record, name="Ada Lead", role="Music lead", is_senior=True, by=officer)
    write(record, officer, strengths="Singing in every class", needs="A piano")
    return record


def test_the_report_goes_out_after_a_look_and_the_visit_is_written_up(
    client, visit, written, officer, lead
):
    preview = client.get(page("report_preview", visit))
    assert "Singing in every class" in preview.text
    assert lead.email in preview.text
    client.force_login(lead)
    assert client.get(page("report", visit)).status_code == 404
    client.force_login(officer)
    for _ in range(2):  # the second click
        answer = client.post(page("report_preview", visit), {"number": "1"})
    visit.refresh_from_db()
    (message,) = Message.objects.all()
    assert (visit.state, visit.report_sent_at is not None, message.to) == (
        VisitState.WRITTEN_UP,
        True,
        lead.email,
    )
    assert page("report", visit) in message.text
    assert "Singing" not in message.text
    assert SentReport.objects.count() == 1
    assert answer.status_code == 422  # it asks what is different in a second version
    client.force_login(lead)
    report = client.get(page("report", visit)).text
    assert ("Begin a choir" in report, "Ada Lead, the school" in report) == (True, True)


def test_sent_is_what_was_sent_and_a_correction_is_a_version(client, visit, written, officer, lead):
    sending.send(record=written, number=1, by=officer)
    write(_now(visit), officer, needs="Two pianos")
    client.force_login(lead)
    assert "Two pianos" not in client.get(page("report", visit)).text
    client.force_login(officer)
    sent = {"number": "2", "correction": "Two pianos, not one"}
    assert client.post(page("report_preview", visit), sent).status_code == 302
    client.force_login(lead)
    newest = client.get(page("report", visit)).text
    assert ("Two pianos, not one" in newest, "Two pianos</p>" in newest) == (True, True)
    assert "Two pianos" not in client.get(page("report", visit) + "?version=1").text
    subjects = Message.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [
        "The report of our visit is ready",
        "The report of our visit is corrected",
    ]


def _now(visit):
    from visits.recording.fetching import record_of

    return record_of(Visit.objects.select_related("school", "type").get(pk=visit.pk))


def test_nothing_is_sent_that_says_nothing_or_is_out_of_date(visit, record, officer):
    with pytest.raises(RecordRefused, match="Write strengths"):
        sending.send(record=record, number=1, by=officer)
    write(record, officer, needs="A piano")
    sending.send(record=record, number=1, by=officer)
    with pytest.raises(RecordRefused, match="Another version"):
        sending.send(record=record, number=1, by=make_user("officer"))
    with pytest.raises(RecordRefused, match="what is different"):
        sending.send(record=record, number=2, by=officer)


def test_a_visit_can_be_finished_without_a_report(client, visit, record, lead):
    client.post(page("report_preview", visit), {"go": "finish"})
    visit.refresh_from_db()
    # Nothing that came of it is left to do, so it is closed at once.
    assert (visit.state, visit.report_sent_at) == (VisitState.CLOSED, None)
    client.force_login(lead)
    assert client.get(page("report", visit)).status_code == 404


def test_the_school_and_its_trust_read_the_report_and_nobody_elses(client, visit, written, officer):
    sending.send(record=written, number=1, by=officer)
    visit.school.trust = TrustFactory()
    visit.school.save()
    other = SchoolFactory()
    own = {"school": visit.school}
    answers = {}
    for name, role, scope in (
        ("head", "head", own),
        ("trust", "trust", {"trust": visit.school.trust}),
        ("bursar", "bursar", own),
        ("stranger", "lead", {"school": other}),
        ("training", "training", {}),
    ):
        client.force_login(make_user(role, scope=scope))
        answers[name] = client.get(page("report", visit)).status_code
    assert answers == {"head": 200, "trust": 200, "bursar": 404, "stranger": 404, "training": 404}


def test_an_action_is_added_on_the_record(client, visit, record, officer):
    address = page("record_actions", visit)
    due = timezone.localdate() + datetime.timedelta(days=30)
    sent = {
        "what": "Begin a choir",
        "owner": "school",
        "function": "schools",
        "due_on_0": due.day,
        "due_on_1": due.month,
        "due_on_2": due.year,
    }
    assert client.post(address, sent | {"what": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    (action,) = visit.actions.all()
    assert (action.what, action.due_on, action.created_by) == ("Begin a choir", due, officer)
    assert "Begin a choir" in client.get(page("report_preview", visit)).text


def test_resources_that_fit_the_needs_stand_in_the_report(visit, record, officer):
    resource = make_resource(title="Songs for all", topics=["singing"])
    record = write(record, officer, need_areas=["singing"])
    assert [each.title for each in rows.report_of(record).resources] == [resource.title]


def test_a_follow_up_is_queued_once_and_shown_on_both(client, visit, record):
    due = timezone.localdate() + datetime.timedelta(days=90)
    address = page("record_follow_up", visit)
    wrong = {"due_on_0": "1", "due_on_1": "1", "due_on_2": "2020", "purpose": "The choir"}
    assert client.post(address, wrong).status_code == 422
    right = {"due_on_0": due.day, "due_on_1": due.month, "due_on_2": due.year}
    for _ in range(2):
        client.post(address, right | {"purpose": "The choir"})
    follow_up = Visit.objects.get(follows=visit)
    assert (follow_up.type.key, follow_up.due_on, follow_up.state) == (
        "follow-up",
        due,
        VisitState.TO_ARRANGE,
    )
    assert f"{due.day} {due:%B %Y}" in client.get(page("record", visit)).text
    assert rows.report_of(record).follow_up.startswith("We visit you again by")


def test_the_file_has_two_pages_and_is_the_same_as_the_page(visit, written, officer, tmp_path):
    words = "Pupils sing together with care and know many songs by heart. " * 8
    record = write(
        written, officer, needs=words, school_commits=words, hub_commits=words, lesson=words
    )
    filling = survey._begun(record, officer).filling
    for section in survey.sections_of(filling):
        cleaned = {
            question.key: Given("All is well here.")
            for question in section.questions.all()
            if question.kind in ("text", "long-text")
        }
        answering.save(filling=filling, section=section, cleaned=cleaned, seen={}, by=officer)
    sending.send(record=_now(visit), number=1, by=officer)
    out = tmp_path / "report.pdf"
    call_command("report", "visit-report", school=str(visit.school.urn), out=str(out))
    pages = PdfReader(out).pages
    text = "".join(each.extract_text() for each in pages)
    assert (len(pages), "Begin a choir" in text, "Singing in every class" in text) == (
        2,
        True,
        True,
    )


def test_the_newest_visit_of_which_something_is_written_is_reported(
    school, visit, written, officer
):
    from hub.reporting import registry
    from hub.reporting.forms import bind

    later = make_visit(
        school, state=VisitState.DONE, officer=officer, at=timezone.now() - datetime.timedelta(1)
    )
    report = registry.get("visit-report")
    asked = {"school": [school.reference]}

    def found(user, **more):
        form = bind(report, asked | more, user=user, format="pdf")
        return form.arguments()["visit"] if form.is_valid() else form.errors.as_text()

    assert found(None) == visit  # of the later one nothing is written
    assert found(officer, visit=[visit.reference.lower()]) == visit
    lead = make_user("lead", scope={"school": school})
    assert "has no report" in found(lead)
    sending.send(record=written, number=1, by=officer)
    assert (found(lead), later.reports.count()) == (visit, 0)
