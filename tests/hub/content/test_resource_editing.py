"""Writing resources: drafts, publishing, archiving, files, and what is refused."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hub.content import publishing
from hub.content.choices import Kind, Readers, State
from hub.content.models import Resource, Series, Topic
from hub.files.models import StoredFile
from hub.trail.models import Entry
from tests.factories.content import make_file, make_resource
from tests.hub.content.sent import errors


def pdf(name="plan.pdf", content=b"%PDF-1.7 songs"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


class TestWriting:
    """A draft, seen by editors alone, with all that was typed."""

    def test_what_is_written_is_a_draft_with_everything(self, send, editor):
        series = Series.objects.create(title="Steps")
        topic = Topic.objects.get(key="singing")
        answer = send(
            kind="newsletter",
            topics=[topic.pk],
            phases=["primary"],
            key_stages=["ks1", "ks2"],
            year_groups=["0", "4"],
            audiences=["teacher"],
            series=series.pk,
            episode="7",
            readers="schools",
            link_url="example.org/songs",
        )
        made = Resource.objects.get()
        assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
        assert (made.state, made.published_at, made.readers, made.updated_by) == (
            State.DRAFT,
            None,
            Readers.SCHOOLS,
            editor,
        )
        assert (made.place_in_series, made.link_url) == ("Issue 7", "https://example.org/songs")
        assert made.audience_words == (
            "Class teachers, Primary, Key stage 1, Key stage 2, Reception, Year 4"
        )
        assert list(made.topics.all()) == [topic]
        entry = Entry.objects.about(made).get()
        assert (entry.action, entry.actor_id) == ("wrote", editor.pk)

    def test_what_is_missing_is_said_beside_each_field(self, send):
        assert errors(send(title="", summary="", kind="")) == {
            "title": "Enter title",
            "summary": "Enter summary",
            "kind": "Choose kind",
        }

    def test_a_number_wants_its_series_and_a_series_its_number(self, send):
        series = Series.objects.create(title="Steps")
        assert errors(send(series=series.pk)) == {"episode": "Enter which number of Steps this is"}
        assert errors(send(episode="2")) == {
            "series": "Choose the series that the number belongs to"
        }

    def test_a_number_of_a_series_is_given_once(self, send):
        series = Series.objects.create(title="Steps")
        make_resource(series=series, episode=2)
        said = errors(send(series=series.pk, episode="2"))
        assert said == {"__all__": "Another item of this series has this number"}

    def test_it_leads_to_one_thing(self, send):
        said = errors(send(link_url="https://a.example", file=pdf()))
        assert said == {"link_url": "Give one of these: a file, a link, or a recording"}
        assert StoredFile.objects.count() == 0

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "ftp://a.example/x", "data:text/html,x"]
    )
    def test_a_link_is_a_web_address(self, send, url):
        assert list(errors(send(link_url=url))) == ["link_url"]

    def test_a_look_before_saving_saves_nothing(self, send):
        answer = send(preview="yes", body="Breathe **in**")
        assert answer.status_code == 200
        assert "<p>Breathe <strong>in</strong></p>" in answer.content.decode()
        assert Resource.objects.count() == 0

    def test_other_fields_cannot_be_set(self, send):
        send(state="published", published_at="2026-01-01", version="9", updated_by="1")
        made = Resource.objects.get()
        assert (made.state, made.published_at, made.version) == (State.DRAFT, None, 1)


class TestFiles:
    """What comes is checked; what goes is deleted with its content."""

    def test_a_file_is_kept_with_the_resource(self, send, editor):
        send(file=pdf(), body="")
        stored = Resource.objects.get().file
        assert (stored.name, stored.purpose, stored.uploaded_by) == (
            "plan.pdf",
            "resource",
            editor,
        )

    @pytest.mark.parametrize(
        ("upload", "sentence"),
        [
            (pdf(content=b"%PDF-" + b"0" * 11_000_000), "The file must be smaller than 10 MB"),
            (pdf(content=b"MZ\x90\x00"), "The file is called .pdf but is something else"),
            (pdf("plan.pdf.exe"), "The file must be a PDF"),
            (pdf("plan.svg", b"<svg onload=alert(1)>"), "The file must be a PDF"),
            (pdf(content=b""), "The file is empty"),
        ],
    )
    def test_a_file_that_is_too_large_or_not_what_it_says_is_refused(self, send, upload, sentence):
        answer = send(file=upload, body="Typed for an hour")
        assert errors(answer)["file"].startswith(sentence)
        assert "Typed for an hour" in answer.content.decode()
        assert StoredFile.objects.count() == 0

    def test_when_another_field_is_wrong_one_is_told_to_choose_the_file_again(self, send):
        assert "Choose the file again" in send(title="", file=pdf()).content.decode()

    @pytest.mark.django_db(transaction=True)
    def test_a_new_file_takes_the_place_of_the_old_whose_content_goes(self, send):
        old = make_file()
        resource = make_resource(file=old)
        send(f"/resources/{resource.pk}/edit/", file=pdf("new.pdf"))
        resource.refresh_from_db()
        old.refresh_from_db()
        assert (resource.file.name, old.is_kept) == ("new.pdf", False)

    def test_a_file_is_taken_away(self, send):
        resource = make_resource(with_file=True)
        send(f"/resources/{resource.pk}/edit/", remove_file="on")
        resource.refresh_from_db()
        assert resource.file is None


class TestPasted:
    """Text of a word processor, too long, with markup, with marks that turn the direction."""

    def test_bullets_and_numbers_become_lists(self, send):
        send(body="Ways in:\r\n•\tListen\u00a0first\r\no\tAgain\r\n\r\nThen\v1.\tSing\r\n2)\tPlay")
        assert Resource.objects.get().body == (
            "Ways in:\n\n- Listen first\n    - Again\n\nThen\n\n1. Sing\n2. Play"
        )

    def test_marks_that_turn_the_direction_or_are_not_seen_are_left_out(self, send):
        send(title="Sing \u202egnis\u202c\u200b to\u00adgether\u2066", summary="A\u200fB\nC")
        made = Resource.objects.get()
        assert (made.title, made.summary) == ("Sing gnis together", "AB C")

    def test_hebrew_arabic_accents_and_joined_signs_stay_as_they_are(self, send):
        text = "שלום · مرحبا · naïve · 👩\u200d🏫 · می\u200cخواهم"
        send(title=text, body=text)
        made = Resource.objects.get()
        assert (made.title, made.body) == (text, text)

    def test_a_title_of_marks_alone_is_none(self, send):
        assert errors(send(title="\u202e\u200b\u202c"))["title"] == "Enter title"

    def test_200_kb_are_refused_beside_the_field_and_stay_in_it(self, send):
        text = "Sing. " * 34_000
        answer = send(body=text)
        assert errors(answer) == {"body": "Text must be 40000 characters or fewer"}
        assert text.strip() in answer.content.decode()

    def test_markup_comes_to_nothing_that_runs(self, send, client):
        send(
            title="<b>Bold</b>",
            body="<p class=MsoNormal style='color:red' onclick='x()'>Hi</p><script>x()</script>",
        )
        page = client.get(Resource.objects.get().get_absolute_url()).content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        assert "<p>Hi</p>" in main
        assert [bad for bad in ("<script", "onclick", "MsoNormal", "<b>") if bad in main] == []


class TestPublishing:
    """Published today or for a day to come, archived, published again."""

    @pytest.fixture
    def draft(self, editor):
        return make_resource(state=State.DRAFT, title="Warm up")

    def on(self, day):
        return {"on_0": day.day, "on_1": day.month, "on_2": day.year}

    def publish(self, client, resource, day):
        return client.post(f"/resources/{resource.pk}/publish/", self.on(day))

    def test_today_is_now(self, client, editor, draft):
        client.force_login(editor)
        answer = self.publish(client, draft, timezone.localdate())
        assert answer.url == draft.get_absolute_url()
        client.logout()
        assert client.get(draft.get_absolute_url()).status_code == 200
        entry = Entry.objects.about(draft).first()
        assert (entry.action, entry.fields["state"]) == (
            "published",
            {"from": "draft", "to": "published"},
        )

    def test_a_day_to_come_keeps_it_until_midnight_in_england(self, client, editor, draft):
        client.force_login(editor)
        day = timezone.localdate() + timedelta(days=10)
        self.publish(client, draft, day)
        draft.refresh_from_db()
        assert timezone.localtime(draft.published_at).isoformat()[:16] == f"{day}T00:00"
        assert "Readers see this from" in client.get(draft.get_absolute_url()).content.decode()
        client.logout()
        assert client.get(draft.get_absolute_url()).status_code == 404
        client.force_login(editor)
        self.publish(client, draft, timezone.localdate())  # sooner after all
        draft.refresh_from_db()
        assert draft.is_to_come is False

    def test_a_day_that_is_past_or_far_away_is_refused(self, client, editor, draft):
        client.force_login(editor)
        today = timezone.localdate()
        past = errors(self.publish(client, draft, today - timedelta(days=1)))
        far = errors(self.publish(client, draft, today + timedelta(days=800)))
        assert past["on"].endswith("or later")
        assert far["on"].endswith("or earlier")

    def test_what_is_out_is_not_published_again(self, client, editor):
        client.force_login(editor)
        out = make_resource()
        assert client.get(f"/resources/{out.pk}/publish/").url == out.get_absolute_url()
        said = errors(self.publish(client, out, timezone.localdate()))
        assert said["__all__"].endswith("is published already.")

    def test_what_holds_nothing_is_not_published(self, client, editor):
        client.force_login(editor)
        empty = make_resource(state=State.DRAFT, body="")
        said = errors(self.publish(client, empty, timezone.localdate()))
        assert said["__all__"].startswith("There is nothing to read yet.")

    def test_what_is_out_cannot_be_emptied(self, send):
        resource = make_resource()
        said = errors(send(f"/resources/{resource.pk}/edit/", body=""))
        assert said["body"].startswith("There is nothing to read yet.")

    def test_an_archived_one_is_gone_for_readers_and_can_come_back(self, client, editor):
        client.force_login(editor)
        resource = make_resource()
        client.post(f"/resources/{resource.pk}/archive/")
        client.logout()
        assert client.get(resource.get_absolute_url()).status_code == 404
        client.force_login(editor)
        self.publish(client, resource, timezone.localdate())
        client.logout()
        assert client.get(resource.get_absolute_url()).status_code == 200

    def test_a_draft_is_deleted_and_what_was_out_is_not(self, client, editor, draft):
        client.force_login(editor)
        client.post(f"/resources/{draft.pk}/delete/")
        out = make_resource()
        client.post(f"/resources/{out.pk}/delete/")
        assert list(Resource.objects.all()) == [out]
        assert Entry.objects.filter(action="deleted", object_id=str(draft.pk)).count() == 1

    def test_a_change_of_what_is_out_is_seen_at_once_and_on_the_trail(self, send, client):
        resource = make_resource(title="Warm up", summary="In five minutes.")
        send(f"/resources/{resource.pk}/edit/", body="Breathe out.", kind=Kind.LESSON)
        client.logout()
        assert "Breathe out." in client.get(resource.get_absolute_url()).content.decode()
        assert Entry.objects.about(resource).get().fields == {
            "kind": {"from": "guide", "to": "lesson"},
            "body": {},
        }

    def test_the_same_again_is_no_change(self, editor):
        row = make_resource()
        values = {name: getattr(row, name) for name in publishing.FIELDS}
        publishing.save(resource=row, values=values, topics=[], based_on=1, by=editor)
        row.refresh_from_db()
        assert (row.version, Entry.objects.about(row).count()) == (1, 0)


class TestTwoWriters:
    """The second is told, sees what the first saved, and loses nothing."""

    def test_the_second_is_told_and_saving_again_is_meant(self, send):
        resource = make_resource(title="Theirs", body="Their text", version=4)
        edit = f"/resources/{resource.pk}/edit/"
        answer = send(edit, title="Mine", body="Typed for an hour", based_on=3)
        text = answer.content.decode()
        assert answer.status_code == 409
        wanted = ["Somebody else has changed this resource", "Their text", "Typed for an hour"]
        assert [words for words in wanted if words not in text] == []
        assert 'name="based_on" value="4"' in text
        send(edit, title="Mine", body="Typed for an hour", based_on=4)
        resource.refresh_from_db()
        assert (resource.title, resource.version) == ("Mine", 5)
