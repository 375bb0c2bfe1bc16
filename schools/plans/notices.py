"""E-mails about development plans, each a Message row in the transaction of its cause."""

from django.conf import settings
from django.urls import reverse

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue

_WRITERS = (Role.LEAD, Role.HEAD)


def colleagues_at(school, *, but=None) -> list[User]:
    """Who works on the plans of a school, ``but`` the one who has just done something."""
    grants = RoleGrant.objects.live().filter(school=school, role__in=_WRITERS)
    found = User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")
    return [user for user in found if but is None or user.pk != but.pk]


def agreed(plan, *, by):
    """Tell the colleagues that the plan is agreed."""
    when = f"{plan.agreed_at:%Y%m%d%H%M%S}"
    _to_colleagues(plan, "plan_agreed", key=f"{plan.pk}:{when}", but=by, who=str(by))


def published(plan, version, *, by):
    """Tell the colleagues that the summary is published."""
    key = f"{plan.pk}:{version.number}"
    _to_colleagues(plan, "plan_published", key=key, but=by, who=str(by))


def review_due(plan):
    """Tell everybody who works on it that the day of the review has come."""
    key = f"{plan.pk}:{plan.version}:{plan.review_on}"
    _to_colleagues(plan, "plan_review_due", key=key)


def commented(comment, *, title, link):
    """Tell the colleagues what somebody has said about a section; the words stand inside alone."""
    words = {"who": str(comment.by), "section": title, "words": comment.text}
    _to_colleagues(
        comment.plan, "plan_comment", key=str(comment.pk), but=comment.by, link=link, **words
    )


def reminder(school, year, users):
    """Remind a school's people that a plan for the year that begins is not published yet."""
    link = settings.SITE_URL + reverse("schools:plans", args=[school.pk])
    context = {"school": str(school), "year": str(year), "link": link, "day": year.starts_on}
    for user in users:
        queue(
            template="schools/email/plan_reminder",
            to=user.email,
            context=context,
            dedupe_key=f"plan-reminder:{school.pk}:{int(year)}:{user.pk}",
            user=user,
        )


def _to_colleagues(plan, template, *, key, but=None, link="", **words):
    context = {
        "school": str(plan.school),
        "year": str(plan.year),
        "link": settings.SITE_URL + (link or plan.get_absolute_url()),
        **words,
    }
    for user in colleagues_at(plan.school, but=but):
        queue(
            template=f"schools/email/{template}",
            to=user.email,
            context=context,
            dedupe_key=f"{template}:{key}:{user.pk}",
            user=user,
        )
