"""Resources and publications, the topics and series they stand in, how often each is read."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.content.choices import Audience, KeyStage, Kind, Phase, Readers, State, YearGroup
from hub.content.querysets import ResourceQuerySet, ResourceVersionQuerySet, SeriesQuerySet
from hub.files.choices import Scan
from hub.files.models import StoredFile
from hub.permissions import RightsQuerySet


def _unaccented(*names):
    parts = [part for name in names for part in (F(name), Value(" "))]
    joined = Concat(*parts, output_field=models.TextField()) if len(names) > 1 else F(names[0])
    return Func(joined, function="hub_unaccent", output_field=models.TextField())


def _several(choices, base):
    return ArrayField(base(choices=choices.choices, max_length=20), default=list, blank=True)


class Topic(models.Model):
    """What resources are about. ``key`` stays as it is, for other rooms ask by it."""

    key = models.SlugField(max_length=40, unique=True, editable=False)
    name = models.CharField(max_length=60)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="a_topic_is_named_once",
                violation_error_message="There is a topic of this name already",
            )
        ]

    def __str__(self):
        return self.name


class Series(models.Model):
    """Resources that follow each other, each with its number."""

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                name="a_series_is_called_so_once",
                violation_error_message="There is a series of this title already",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:series", args=[self.pk])


class Resource(models.Model):
    """One item: a text, and at most one of a file, a link elsewhere and a player elsewhere.

    ``version`` counts its changes. An audience that names nobody is for everybody. ``published_at``
    may be a day to come: until then nobody but editors sees it.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    body = models.TextField("text", max_length=40_000, blank=True)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True)
    link_url = models.URLField("link", max_length=500, blank=True)
    player_url = models.URLField("player", max_length=500, blank=True)
    phases = _several(Phase, models.CharField)
    key_stages = _several(KeyStage, models.CharField)
    year_groups = ArrayField(
        models.SmallIntegerField(choices=YearGroup.choices), default=list, blank=True
    )
    audiences = _several(Audience, models.CharField)
    topics = models.ManyToManyField(Topic, blank=True, related_name="resources")
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="resources"
    )
    episode = models.PositiveSmallIntegerField("number in the series", null=True, blank=True)
    readers = models.CharField(max_length=8, choices=Readers.choices, default=Readers.PUBLIC)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.DRAFT, editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    search = models.GeneratedField(
        expression=SearchVector(_unaccented("title"), weight="A", config="english")
        + SearchVector(_unaccented("summary"), weight="B", config="english")
        + SearchVector(_unaccented("body"), weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    search_title = models.GeneratedField(
        expression=Lower(_unaccented("title")), output_field=models.TextField(), db_persist=True
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "episode"],
                name="a_number_of_a_series_is_given_once",
                violation_error_message="Another item of this series has this number",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True, episode__isnull=True)
                | Q(series__isnull=False, episode__isnull=False),
                name="a_series_and_a_number_go_together",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(published_at__isnull=False)),
                name="what_is_no_draft_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True, link_url="")
                | Q(file__isnull=True, player_url="")
                | Q(link_url="", player_url=""),
                name="a_resource_leads_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | ~Q(body="", file__isnull=True, link_url="", player_url=""),
                name="what_is_no_draft_holds_something",
            ),
        ]
        indexes = [
            # In the order that a list by key asks for, in which what has no day stands last.
            models.Index(
                F("published_at").desc(nulls_last=True),
                F("id").desc(),
                condition=Q(state=State.PUBLISHED),
                name="published_newest_first",
            ),
            models.Index(fields=["-updated_at", "-id"], name="resources_changed_last_first"),
            GinIndex(fields=["search"], name="resources_by_words"),
            GinIndex(OpClass("search_title", "gin_trgm_ops"), name="resources_by_near_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:item", args=[self.pk])

    @property
    def is_draft(self):
        """Has nobody published it yet?"""
        return self.state == State.DRAFT

    @property
    def is_archived(self):
        """Was it taken out of the lists?"""
        return self.state == State.ARCHIVED

    @property
    def is_out(self):
        """Is it published, and has its day come?"""
        return self.state == State.PUBLISHED and self.published_at <= timezone.now()

    @property
    def is_to_come(self):
        """Is it published for a day that has not come?"""
        return self.state == State.PUBLISHED and not self.is_out

    @property
    def is_for_schools_only(self):
        """Is it kept from those who are signed out, and from families?"""
        return self.readers == Readers.SCHOOLS

    @property
    def holds_something(self):
        """Is there anything to read or to open?"""
        return bool(self.body or self.file_id or self.link_url or self.player_url)

    @property
    def audience_words(self):
        """Whom it is for: "Class teachers, Primary"; "Everybody" when nobody is named."""
        named = [
            choices(value).label
            for choices, values in (
                (Audience, self.audiences),
                (Phase, self.phases),
                (KeyStage, self.key_stages),
                (YearGroup, self.year_groups),
            )
            for value in values
        ]
        return ", ".join(map(str, named)) or "Everybody"

    @property
    def file_words(self):
        """Why its file cannot be opened, for readers; "" when it can, and without one."""
        if self.file is None or self.file.scan == Scan.CLEAN:
            return ""
        if self.file.is_blocked:
            return "It cannot be downloaded: a virus scanner found something in it."
        if self.file.scan == Scan.PENDING:
            return "It cannot be downloaded yet: it waits to be checked for viruses."
        return (
            "It cannot be downloaded yet: uploads are checked for viruses first, and that has not "
            "been done. Ask us for it."
        )

    @property
    def place_in_series(self):
        """ "Episode 3", "Issue 3" of a newsletter; "" outside a series."""
        if self.episode is None:
            return ""
        return f"{'Issue' if self.kind == Kind.NEWSLETTER else 'Episode'} {self.episode}"


class ResourceVersion(models.Model):
    """What a resource said in one of its versions, the one that stands included. Never changed."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = ResourceVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "number"], name="a_version_of_a_resource_is_kept_once"
            )
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"


class ReadCount(models.Model):
    """How often a resource was opened on one day. By whom is kept nowhere."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="read_counts")
    day = models.DateField()
    number = models.PositiveIntegerField(default=1)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "day"], name="a_day_is_counted_once")
        ]

    def __str__(self):
        return f"{self.number} on {self.day}"
