"""Pages that the hub writes itself, and every version that they had."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.permissions import RightsQuerySet


class PageQuerySet(RightsQuerySet):
    """Pages by name."""

    def visible_to(self, user):
        """The pages that this user may read: everybody may, signed in or not."""
        return self.allowing("content.see_page", user)


class Page(models.Model):
    """A page of text. ``version`` counts its changes; the texts before stand in PageVersion."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=40_000)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("content:page", args=[self.slug])


class PageVersion(models.Model):
    """What a page said in one of its versions, the one that stands included. Never changed."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="a_version_is_kept_once")
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"
