"""Health checks: for load balancers and containers, and in full for those who run the portal."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.lists import Column
from hub.permissions import require
from hub.platform import health


@login_not_required
@never_cache
@require_safe
def live(request):
    """The process answers. Asks nothing else: a restart mends nothing but the process."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request):
    """People can be sent here: database and migrations. Redis is reported and not fatal."""
    findings = health.database()
    is_ready = all(finding.is_well for finding in findings)
    parts = {
        finding.part: "ok" if finding.is_well else finding.words
        for finding in [*findings, health.broker()]
    }
    status = "ok" if is_ready else "unavailable"
    return JsonResponse({"status": status, **parts}, status=200 if is_ready else 503)


@never_cache
@require_safe
def full(request):
    """Everything in words, for managers and administrators."""
    require(request.user, "platform.see_health")
    columns = [Column("Part"), Column("State"), Column("Detail")]
    context = {"findings": health.everything(), "columns": columns}
    return render(request, "platform/health.html", context)
