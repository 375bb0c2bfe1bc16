"""What editors keep around resources: topics, series, their own list, what waits for them."""

from hub.content.choices import Kind, State
from hub.content.models import Resource, Series, Topic
from hub.files.choices import Scan
from hub.home.registry import things_to_do
from tests.factories.content import make_file, make_resource
from tests.hub.content.sent import errors


class TestLists:
    """Topics and series are kept by editors, and go only when nothing stands in them."""

    def test_a_topic_gets_a_key_that_stays_when_it_is_renamed(self, client, editor):
        client.force_login(editor)
        client.post("/resources/topics/", {"name": "Brass band"})
        topic = Topic.objects.get(name="Brass band")
        client.post(f"/resources/topics/{topic.pk}/", {"name": "Brass"})
        client.post("/resources/topics/", {"name": "Brass  Band"})
        keys = Topic.objects.filter(key__startswith="brass").order_by("key")
        assert list(keys.values_list("key", "name")) == [
            ("brass-band", "Brass"),
            ("brass-band-2", "Brass Band"),
        ]

    def test_a_topic_of_the_same_name_is_refused(self, client, editor):
        client.force_login(editor)
        said = errors(client.post("/resources/topics/", {"name": "SINGING"}))
        assert said == {"__all__": "There is a topic of this name already"}

    def test_a_topic_with_resources_stays(self, client, editor):
        client.force_login(editor)
        make_resource(topics=["singing"])
        topic = Topic.objects.get(key="singing")
        answer = client.post(f"/resources/topics/{topic.pk}/remove/", follow=True)
        assert "1 resource has the topic Singing." in answer.content.decode()
        make_topic = Topic.objects.create(key="x", name="X")
        client.post(f"/resources/topics/{make_topic.pk}/remove/")
        assert list(Topic.objects.filter(key__in=["x", "singing"])) == [topic]

    def test_a_series_is_added_changed_and_removed_when_empty(self, client, editor):
        client.force_login(editor)
        client.post("/resources/series/", {"title": "Steps", "summary": ""})
        series = Series.objects.get()
        client.post(f"/resources/series/{series.pk}/edit/", {"title": "First steps"})
        series.refresh_from_db()
        assert series.title == "First steps"
        episode = make_resource(series=series, episode=1)
        answer = client.post(f"/resources/series/{series.pk}/remove/", follow=True)
        assert "There are resources in First steps." in answer.content.decode()
        Resource.objects.filter(pk=episode.pk).update(series=None, episode=None)
        client.post(f"/resources/series/{series.pk}/remove/")
        assert Series.objects.count() == 0


def test_the_editors_list_finds_by_state_kind_and_words(client, editor):
    client.force_login(editor)
    make_resource(title="Out and about")
    make_resource(title="Draft on drums", state=State.DRAFT, kind=Kind.LESSON)
    for query in ("?state=draft", "?kind=lesson", "?q=drum"):
        page = client.get(f"/resources/desk/{query}").context["page"]
        assert [row.title for row in page] == ["Draft on drums"]


def test_drafts_that_wait_stand_on_the_home_page_of_editors(editor, officer):
    def waiting(user):
        return [todo.status for todo in things_to_do(user, "staff") if "drafts" in todo.text]

    assert waiting(editor) == []
    make_resource(state=State.DRAFT)
    assert (waiting(editor), waiting(officer)) == (["1 draft"], [])


def test_files_that_readers_cannot_open_wait_for_editors(client, editor):
    make_resource(with_file=True)
    make_resource(title="Closed", file=make_file(scan=Scan.BLOCKED))
    closed = [todo for todo in things_to_do(editor, "staff") if "cannot open" in todo.text]
    client.force_login(editor)
    page = client.get(closed[0].url).context["page"]
    assert ([todo.status for todo in closed], [row.title for row in page]) == (
        ["1 file"],
        ["Closed"],
    )
