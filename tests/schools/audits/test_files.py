"""Files of an audit: kept, refused beside the field, removed; and who may open them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.files.kinds import PDF as PDF_KIND
from hub.files.models import StoredFile
from hub.surveys.models import Answer
from schools.audits import auditing
from schools.models import AuditFile
from tests.factories.accounts import make_user
from tests.factories.audits import answer, open_audit, submitted_audit
from tests.factories.schools import SchoolFactory, TrustFactory

PDF = b"%PDF-1.7\n" + b"x" * 100


def upload(name="songs.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def send(client, url, audit, file, **typed):
    return client.post(url("area", audit, "singing"), {"file": file, "go": "stay", **typed})


def test_a_file_is_kept_with_its_area(client, audit, url, lead):
    response = send(client, url, audit, upload())
    assert response.status_code == 302
    kept = AuditFile.objects.get()
    assert (kept.area, kept.by, kept.file.name) == ("singing", lead, "songs.pdf")
    text = client.get(url("area", audit, "singing")).text
    assert kept.file.get_absolute_url() in text
    assert "songs.pdf" not in client.get(url("area", audit, "spaces")).text


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (upload("songs.pdf", b"MZ not what it says"), "is called .pdf but is something else"),
        (upload("songs.pdf", b"<svg onload=alert(1)>"), "is called .pdf but is something else"),
        (upload("songs.svg", b"<svg/>"), "The file must be a "),
        (upload("songs.pdf", b""), "The file is empty"),
        (upload("songs.pdf", PDF + b"x" * 11 * 1024 * 1024), "must be smaller than 10 MB"),
    ],
    ids=["exe", "svg as pdf", "svg", "empty", "11 MB"],
)
def test_what_is_refused_is_said_beside_the_field_and_the_answers_are_saved(
    client, audit, url, file, words
):
    typed = {"singing-plan": "emerging", "singing-plan-note": "Kept"}
    response = send(client, url, audit, file, **typed)
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {"file"}
    assert words in form.errors["file"][0]
    assert form["singing-plan-note"].value() == "Kept"
    assert form["seen-singing-plan"].value() == 1
    answer = Answer.objects.get()
    assert (answer.value, answer.note) == ("emerging", "Kept")
    assert not AuditFile.objects.exists()


def test_after_a_refused_file_one_can_go_on_without_meeting_oneself(client, audit, url):
    typed = {"singing-plan": "emerging", "seen-singing-plan": "0"}
    form = send(client, url, audit, upload("a.svg"), **typed).context["form"]
    seen = form["seen-singing-plan"].value()
    typed = {"singing-plan": "exemplary", "seen-singing-plan": seen, "go": "later"}
    assert client.post(url("area", audit, "singing"), typed).status_code == 302
    assert Answer.objects.get().value == "exemplary"


def test_a_good_file_is_kept_though_an_answer_is_wrong(client, audit, url):
    response = send(client, url, audit, upload(), choirs="many")
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"choirs"}
    assert AuditFile.objects.count() == 1
    assert "songs.pdf" in response.text


def test_an_area_has_files_enough_at_some_point(client, audit, url, lead, monkeypatch):
    monkeypatch.setattr(auditing, "MOST_FILES", 1)
    send(client, url, audit, upload())
    response = send(client, url, audit, upload())
    assert "There are 1 files here already." in response.text
    assert AuditFile.objects.count() == 1


def test_removing_saves_what_is_typed_and_asks_first(client, audit, url):
    send(client, url, audit, upload())
    kept = AuditFile.objects.get()
    typed = {"singing-plan-note": "Words", "remove": kept.pk}
    response = client.post(url("area", audit, "singing"), typed)
    assert response.url == url("file_remove", audit, kept.pk)
    assert Answer.objects.get().note == "Words"
    assert "Remove this file" in client.get(response.url).text
    assert AuditFile.objects.exists()
    client.post(response.url)
    assert not AuditFile.objects.exists()
    assert not StoredFile.objects.get().is_kept


@pytest.mark.parametrize("number", ["x", "99999999999999999999", "-1", ""])
def test_a_made_up_file_to_remove_is_passed_over(client, audit, url, number):
    response = client.post(url("area", audit, "singing"), {"remove": number, "go": "later"})
    assert response.url == url("year", audit)


def test_a_file_of_another_audit_is_not_found(client, audit, url, school):
    other = open_audit()
    kept = auditing.attach(audit=other, area="singing", upload=_checked(), by=None)
    assert client.post(url("file_remove", audit, kept.pk)).status_code == 404
    response = client.post(url("area", audit, "singing"), {"remove": kept.pk, "go": "later"})
    assert response.url == url("year", audit)
    assert AuditFile.objects.filter(pk=kept.pk).exists()


def test_a_file_of_an_audit_that_is_handed_in_stays(client, school, lead, url):
    audit = submitted_audit(school, by=lead)
    audit.filling.state, at = "open", audit.filling.submitted_at
    audit.filling.submitted_at = None
    audit.filling.save()
    kept = auditing.attach(audit=audit, area="singing", upload=_checked(), by=lead)
    audit.filling.state, audit.filling.submitted_at = "submitted", at
    audit.filling.save()
    assert client.post(url("file_remove", audit, kept.pk)).url == url("result", audit)
    assert AuditFile.objects.exists()
    assert kept.file.name in client.get(url("result", audit)).text


def test_who_reads_the_audit_opens_its_files(school, lead, head, audit):
    school.trust = TrustFactory()
    school.save()
    kept = auditing.attach(audit=audit, area="singing", upload=_checked(), by=lead)
    StoredFile.objects.update(scan="clean")
    people = {
        "lead": lead,
        "head": head,
        "bursar": make_user("bursar", scope={"school": school}),
        "officer": make_user("officer"),
        "trust": make_user("trust", scope={"trust": school.trust}),
        "stranger": make_user("lead", scope={"school": SchoolFactory()}),
    }

    def readers():
        return {
            name
            for name, user in people.items()
            if StoredFile.objects.visible_to(user).filter(pk=kept.file_id).exists()
        }

    assert readers() == {"lead", "head"}
    answer(audit, "singing-plan", "emerging", by=lead)
    auditing.submit(audit=audit, by=lead)
    assert readers() == {"lead", "head", "officer", "trust"}


def _checked():
    file = upload()
    file.kind = PDF_KIND
    return file
