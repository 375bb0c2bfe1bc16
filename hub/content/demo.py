"""The demo's resources: fifty, with three series and issues of the school newsletter."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.utils import timezone

from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import User
from hub.content.choices import State
from hub.content.demo_pdf import one_page
from hub.content.models import ReadCount, Resource, Series, Topic
from hub.content.publishing import PURPOSE
from hub.files.kinds import PDF
from hub.files.storing import store
from hub.platform.demo import demo_builder
from hub.policy.models import HubSettings

PLAYER_HOST = "player.westshiremusic.example"
_ITEMS = Path(__file__).with_name("demo_resources.toml")
_LONDON = ZoneInfo("Europe/London")
_COUNTED_DAYS = 60


@demo_builder("resources", order=40)
def build(county):
    """Write every resource with its topics, its series, its file, and how often it was read."""
    told = tomllib.loads(_ITEMS.read_text(encoding="utf-8"))
    editor = User.objects.get(email=f"editor@{DOMAIN}")
    hub = HubSettings.objects.get(pk=1)
    hub.player_hosts = PLAYER_HOST
    hub.save(update_fields=["player_hosts"])
    series = {
        key: Series.objects.create(title=each["title"], summary=each["summary"])
        for key, each in told["series"].items()
    }
    topics = {topic.key: topic for topic in Topic.objects.all()}
    chance = county.chance("resources")
    today = min(county.as_of, timezone.localdate())
    for item in told["resource"]:
        made = _make(item, series, today, editor)
        made.topics.set([topics[key] for key in item["topics"]])
        if made.state == State.PUBLISHED:
            _read(made, today, chance)


def _make(item, series, today, editor):
    day = today - timedelta(days=item["days"])
    at = datetime.combine(day, time(9), tzinfo=_LONDON)
    written = min(at, timezone.now())  # what has its day to come is written already
    state = item.get("state", State.PUBLISHED)
    pages = item.get("pdf")
    return Resource.objects.create(
        kind=item["kind"],
        title=item["title"],
        summary=item["summary"],
        body=item.get("body", "").strip(),
        file=_file(item["title"], pages, editor) if pages else None,
        link_url=item.get("link", ""),
        player_url=f"https://{PLAYER_HOST}/{item['player']}" if "player" in item else "",
        phases=item.get("phases", []),
        key_stages=item.get("stages", []),
        year_groups=item.get("years", []),
        audiences=item.get("for", []),
        series=series.get(item.get("series")),
        episode=item.get("episode"),
        readers=item.get("readers", "public"),
        state=state,
        published_at=None if state == State.DRAFT else at,
        created_at=written,
        updated_at=written,
        updated_by=editor,
    )


def _file(title, lines, editor):
    upload = ContentFile(one_page(title, lines), name=f"{title.replace(':', '')}.pdf")
    upload.kind = PDF
    return store(upload=upload, purpose=PURPOSE, by=editor, is_ours=True)


def _read(resource, today, chance):
    """Opened a few times on many days, some resources far more often than others."""
    liking = chance.random() ** 3
    published = timezone.localtime(resource.published_at).date()
    days = min((today - published).days + 1, _COUNTED_DAYS)
    counts = [
        ReadCount(resource=resource, day=today - timedelta(days=ago), number=number)
        for ago in range(days)
        if (number := int(chance.expovariate(1) * 8 * liking))
    ]
    ReadCount.objects.bulk_create(counts)
