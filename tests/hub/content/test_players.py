"""Recordings on other sites: whose, under which address, and what their page allows."""

import pytest

from hub.content.models import Resource
from hub.policy.models import HubSettings
from hub.trail.models import Entry
from tests.factories.content import make_resource
from tests.hub.content.sent import errors


class TestPlayers:
    """A recording of another site: which sites, which address, and what the page allows."""

    @pytest.fixture(autouse=True)
    def _allowed(self, db):
        hosts = "player.vimeo.com\nwww.youtube-nocookie.com"
        HubSettings.objects.update(player_hosts=hosts)

    @pytest.mark.parametrize(
        ("pasted", "kept"),
        [
            ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            ),
            ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://player.vimeo.com/video/1", "https://player.vimeo.com/video/1"),
        ],
    )
    def test_the_address_of_a_page_becomes_that_of_its_player(self, send, pasted, kept):
        send(player_url=pasted)
        assert Resource.objects.get().player_url == kept

    @pytest.mark.parametrize(
        "pasted",
        [
            "http://player.vimeo.com/video/1",
            "https://player.vimeo.com.evil.example/1",
            "https://player.vimeo.com@evil.example/1",
            "https://player.vimeo.com:8443/1",
            "https://evil.example/;%20script-src%20*",
            "javascript:alert(1)",
            "https://[::1",
            "//player.vimeo.com/1",
        ],
    )
    def test_any_other_is_refused(self, send, pasted):
        assert list(errors(send(player_url=pasted))) == ["player_url"]

    def test_the_page_alone_and_after_the_click_allows_that_host(self, client):
        resource = make_resource(player_url="https://player.vimeo.com/video/1")
        address = f"{resource.get_absolute_url()}player/"
        before, after = client.get(address), client.get(f"{address}?play=yes")
        assert "frame-src" not in before["Content-Security-Policy"]
        assert "<iframe" not in before.content.decode()
        policy = after["Content-Security-Policy"].split("; ")
        assert "frame-src https://player.vimeo.com" in policy
        assert "default-src 'none'" in policy
        assert after["Cross-Origin-Embedder-Policy"] == "unsafe-none"
        assert before["Cross-Origin-Embedder-Policy"] == "require-corp"

    def test_a_host_taken_off_the_list_plays_no_more(self, client):
        resource = make_resource(player_url="https://player.vimeo.com/video/1")
        HubSettings.objects.update(player_hosts="")
        answer = client.get(f"{resource.get_absolute_url()}player/?play=yes")
        text = answer.content.decode()
        assert ("<iframe" in text, "cannot be played here" in text) == (False, True)
        assert "frame-src" not in answer["Content-Security-Policy"]

    def test_managers_set_the_sites_and_it_is_on_the_trail(self, client, manager):
        client.force_login(manager)
        typed = "Player.Vimeo.com\r\n\r\nplayer.vimeo.com tube.example"
        client.post("/resources/players/", {"player_hosts": typed})
        hub = HubSettings.objects.get(pk=1)
        assert hub.player_hosts == "player.vimeo.com\ntube.example"
        assert "player_hosts" in Entry.objects.about(hub).first().fields

    @pytest.mark.parametrize("typed", ["https://a.example", "*.example", "a.example;", "localhost"])
    def test_what_is_no_host_is_refused(self, client, manager, typed):
        client.force_login(manager)
        said = errors(client.post("/resources/players/", {"player_hosts": typed}))
        assert "is no host" in said["player_hosts"]
