"""Resources as readers find them: who reads what, words, filters, reading counted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.content import reading
from hub.content.choices import Audience, Kind, Phase, Readers, State, YearGroup
from hub.content.models import ReadCount, Resource, Series
from hub.files.choices import Scan
from tests.factories.accounts import make_user
from tests.factories.content import make_file, make_resource

pytestmark = pytest.mark.django_db
LIST = "/resources/"


def titles(client, query=""):
    """Titles of the list, in order."""
    return [row.title for row in client.get(LIST + query).context["page"]]


class TestWhoReads:
    """What is out, everybody or schools; what is not, editors alone."""

    @pytest.fixture(autouse=True)
    def _rows(self):
        self.public = make_resource(title="For all")
        self.schools = make_resource(title="For schools", readers=Readers.SCHOOLS, days_ago=2)
        self.hidden = [
            make_resource(title="Draft", state=State.DRAFT),
            make_resource(title="Archived", state=State.ARCHIVED),
            make_resource(title="To come", published_at=timezone.now() + timedelta(hours=1)),
        ]

    def statuses(self, client):
        rows = [self.public, self.schools, *self.hidden]
        return [client.get(row.get_absolute_url()).status_code for row in rows]

    @pytest.mark.parametrize("role", [None, "carer", "partner"])
    def test_everybody_reads_what_is_for_all(self, client, role):
        if role:
            client.force_login(make_user(role))
        assert titles(client) == ["For all"]
        assert self.statuses(client) == [200, 404, 404, 404, 404]

    @pytest.mark.parametrize("role", ["lead", "head", "bursar", "trust", "officer", "tutor"])
    def test_schools_and_staff_read_what_is_kept_for_schools(self, client, role):
        client.force_login(make_user(role))
        assert titles(client) == ["For all", "For schools"]
        assert self.statuses(client) == [200, 200, 404, 404, 404]

    def test_a_lead_who_has_left_no_longer_does(self, client):
        lead = make_user("lead")
        lead.grants.update(ended_at=timezone.now())
        client.force_login(lead)
        assert titles(client) == ["For all"]

    @pytest.mark.parametrize("role", ["editor", "manager"])
    def test_editors_open_what_is_not_out_and_do_not_find_it_among_what_is(self, client, role):
        client.force_login(make_user(role))
        assert titles(client) == ["For all", "For schools"]
        assert self.statuses(client) == [200, 200, 200, 200, 200]

    def test_a_series_shows_each_reader_what_is_theirs(self, client):
        series = Series.objects.create(title="Steps")
        make_resource(title="Open step", series=series, episode=1)
        make_resource(title="School step", series=series, episode=2, readers=Readers.SCHOOLS)
        address = series.get_absolute_url()
        assert [row.title for row in client.get(address).context["page"]] == ["Open step"]
        client.force_login(make_user("lead"))
        shown = [row.title for row in client.get(address).context["page"]]
        assert shown == ["Open step", "School step"]


class TestFinding:
    """By words in any form, misspelt, by filters, in the order asked for."""

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("singing", True),
            ("sing", True),  # another form of the word
            ("CHORAL", True),
            ("cafe", True),  # without its accent
            ("breathe warmly", True),  # in the text
            ('"warm breath"', False),
            ("trombone", False),
            ("' OR 1=1 --", False),
            ("& | ! <->", False),
        ],
    )
    def test_words(self, client, words, found):
        make_resource(title="Choral singing in the café", body="Breathe warmly and low.")
        make_resource(title="Recorders", summary="Blow gently.", body="Softly.")
        expected = ["Choral singing in the café"] if found else []
        assert titles(client, f"?q={words}".replace("&", "%26")) == expected

    def test_a_title_weighs_more_than_a_text(self, client):
        make_resource(title="Ukulele in Year 4", days_ago=9)
        make_resource(title="All sorts", body="There is a ukulele too.", days_ago=1)
        assert titles(client, "?q=ukulele") == ["Ukulele in Year 4", "All sorts"]

    def test_a_slip_of_the_pen_finds_what_comes_near_and_says_so(self, client):
        make_resource(title="Percussion for beginners")
        answer = client.get(LIST + "?q=percusion")
        assert [row.title for row in answer.context["page"]] == ["Percussion for beginners"]
        assert "These titles come near" in answer.content.decode()

    @pytest.mark.parametrize(
        "query",
        [
            "?kind=music",
            "?topic=singing",
            "?audience=teacher",
            "?phase=primary",
            "?stage=ks2",
            "?year=0",
            "?year=4",
        ],
    )
    def test_filters_let_through_what_is_for_one_and_what_is_for_all(self, client, query):
        fields = {
            "kind": Kind.MUSIC,
            "topics": ["singing"],
            "audiences": [Audience.TEACHER],
            "phases": [Phase.PRIMARY],
            "key_stages": ["ks2"],
            "year_groups": [YearGroup.RECEPTION, YearGroup.Y4],
        }
        make_resource(title="Fits", **fields)
        make_resource(
            title="Does not",
            topics=["lessons"],
            audiences=["tutor"],
            phases=["secondary"],
            key_stages=["ks3"],
            year_groups=[8],
        )
        answer = client.get(LIST + query)
        assert [row.title for row in answer.context["page"]] == ["Fits"]
        assert len(answer.context["filters"].chips()) == 1

    def test_what_names_nobody_is_for_everybody(self, client):
        make_resource(title="For anybody")
        assert titles(client, "?phase=special&stage=ks1&year=1&audience=lead") == ["For anybody"]

    def test_nothing_found_says_so_and_leads_back(self, client):
        text = client.get(LIST + "?topic=singing").content.decode()
        assert "No resources match these filters." in text

    def test_an_empty_list_says_what_will_be_there(self, client):
        assert "No resources yet." in client.get(LIST).content.decode()

    def test_pages_by_key_show_each_once(self, client):
        for number in range(45):
            make_resource(title=f"Number {number}", days_ago=number + 1)
        seen, address = [], LIST
        while address:
            page = client.get(address).context["page"]
            seen += [row.title for row in page]
            address = page.next_url and LIST + page.next_url
        assert seen == [f"Number {number}" for number in range(45)]

    def test_the_next_page_of_a_search_keeps_the_order_of_the_first(self, client):
        for number in range(25):
            make_resource(title="Drums " * (1 + number % 3), body="drums " * (1 + number))
        first = client.get(LIST + "?q=drums").context["page"]
        second = client.get(LIST + first.next_url).context["page"]
        matches = [row.match for row in (*first, *second)]
        assert (len(matches), matches) == (25, sorted(matches, reverse=True))


class TestReading:
    """Each opening counts once, editors' do not, and nobody is remembered."""

    def test_each_reading_counts_on_its_day(self, client):
        resource = make_resource()
        for _ in range(3):
            client.get(resource.get_absolute_url())
        client.head(resource.get_absolute_url())
        assert list(ReadCount.objects.values_list("resource", "day", "number")) == [
            (resource.pk, timezone.localdate(), 3)
        ]

    def test_editors_at_work_count_for_nothing(self, client):
        client.force_login(make_user("editor"))
        client.get(make_resource().get_absolute_url())
        assert ReadCount.objects.count() == 0

    def test_no_cookie_is_set_for_it(self, client):
        client.get(make_resource().get_absolute_url())
        assert dict(client.cookies) == {}

    def test_the_most_read_stand_first_and_old_readings_do_not_count(self, client):
        often, seldom, once = (make_resource(title=title) for title in ("A", "B", "C"))
        today = timezone.localdate()
        ReadCount.objects.create(resource=seldom, day=today, number=2)
        ReadCount.objects.create(resource=often, day=today, number=9)
        ReadCount.objects.create(resource=once, day=today - timedelta(days=90), number=99)
        assert titles(client, "?sort=read") == ["A", "B", "C"]
        assert reading.most_read(Resource.objects.all()) == [often, seldom]
        assert client.get(LIST).context["most_read"] == [often, seldom]


class TestFiles:
    """Handed out to be saved, to whoever reads the page, once a scanner found nothing."""

    def download(self, client, resource):
        return client.get(reverse("resources:file", args=[resource.pk]))

    def test_a_file_is_saved_and_never_shown(self, client):
        answer = self.download(client, make_resource(with_file=True))
        assert b"".join(answer.streaming_content) == b"%PDF-1.7"
        assert answer["Content-Disposition"] == 'attachment; filename="songs.pdf"'
        assert "sandbox" in answer["Content-Security-Policy"]

    @pytest.mark.parametrize(
        ("scan", "words"),
        [
            (Scan.NOT_SCANNED, "uploads are checked for viruses first, and that has not been done"),
            (Scan.PENDING, "it waits to be checked for viruses"),
            (Scan.BLOCKED, "a virus scanner found something in it"),
        ],
    )
    def test_what_no_scanner_has_passed_nobody_opens(self, client, scan, words):
        resource = make_resource(file=make_file(scan=scan))
        assert self.download(client, resource).status_code == 404
        page = client.get(resource.get_absolute_url()).content.decode()
        assert words in page

    def test_whoever_brought_it_opens_it_before(self, client):
        editor = make_user("editor")
        resource = make_resource(file=make_file(scan=Scan.NOT_SCANNED, by=editor))
        client.force_login(editor)
        assert list(self.download(client, resource).streaming_content) == [b"%PDF-1.7"]
        client.force_login(make_user("manager"))
        assert self.download(client, resource).status_code == 404

    def test_a_file_of_schools_is_not_had_by_its_own_address_either(self, client):
        resource = make_resource(readers=Readers.SCHOOLS, with_file=True)
        client.force_login(make_user("carer"))
        assert self.download(client, resource).status_code == 404
        assert client.get(resource.file.get_absolute_url()).status_code == 404
        client.force_login(make_user("lead"))
        answer = client.get(resource.file.get_absolute_url())
        assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_a_title_with_marks_is_text_and_nothing_else(client):
    make_resource(title="<script>alert(1)</script>", body="<script>alert(2)</script><p>Hi</p>")
    page = client.get(Resource.objects.get().get_absolute_url()).content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    assert "<script" not in main
