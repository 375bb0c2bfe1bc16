"""A summary as its school sees it before and after publishing, and the forms to take away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hub.files.kinds import DOCX
from hub.permissions import may
from hub.policy.current import hub_settings
from schools.plans import contents
from schools.plans.addresses import public_url
from schools.plans.views import plan_of
from schools.summaries.addresses import current_of
from schools.summaries.documents import Document
from schools.summaries.findings import findings
from schools.summaries.forms import PasteForm
from schools.summaries.markup import fragment, whole_page
from schools.summaries.plan_report import PLAN, plan_button
from schools.summaries.public import address_of_public
from schools.summaries.sources import of_plan, of_version
from schools.toolkit import example_for


@require_safe
def preview(request, pk, number):
    """The summary as the public will see it, with what is missing and what does not fit."""
    plan = plan_of(request, pk, number)
    version = _newest(plan)
    has_changes = version is None or contents.has_changes(plan, version)
    if has_changes or not plan.is_live:
        summary = of_plan(plan, published_on=timezone.localdate())
    else:
        summary = of_version(version)
    can_write = may(request.user, "schools.write_plan", plan)
    found = findings(summary) if has_changes and plan.is_live else []
    context = {
        "school": plan.school,
        "plan": plan,
        "document": Document(summary),
        "summary": summary,
        "findings": [(each, _section(plan, each.section) if can_write else "") for each in found],
        "stops": any(each.stops for each in found),
        "version": version,
        "has_changes": has_changes,
        "can_write": can_write,
        "publish_url": _section(plan, "publish"),
        "public": _public(plan) if version else "",
        "published": current_of(plan.school, plan.year),
        "summary_button": plan_button(plan, request.user),
        "example": example_for(plan.school.phase),
        "plan_button": plan_button(plan, request.user, contents=PLAN),
    }
    return render(request, "schools/summaries/preview.html", context)


@require_safe
def paste(request, pk, number):
    """The HTML to paste into a page of the school's own website."""
    plan, summary, is_draft = _to_take(request, pk, number)
    context = {
        "school": plan.school,
        "plan": plan,
        "form": PasteForm(initial={"html": fragment(summary)}),
        "is_draft": is_draft,
    }
    return render(request, "schools/summaries/paste.html", context)


@require_safe
def html_file(request, pk, number):
    """The same as a file that any website takes."""
    _, summary, _ = _to_take(request, pk, number)
    return _download(whole_page(summary), summary, "html", "text/html; charset=utf-8")


@require_safe
def word_file(request, pk, number):
    """The summary as a Word document."""
    _, summary, _ = _to_take(request, pk, number)
    # Imported where one is made: python-docx costs 20 MB.
    from schools.summaries.word import as_word

    content = as_word(summary, author=hub_settings().name)
    return _download(content, summary, "docx", DOCX.content_type)


def _to_take(request, pk, number):
    """(plan, what is published, or the draft before that, is it a draft)."""
    plan = plan_of(request, pk, number)
    version = _newest(plan)
    if version is None:
        return plan, of_plan(plan, published_on=timezone.localdate()), True
    return plan, of_version(version), False


def _download(content, summary, ending, content_type):
    name = slugify(f"{summary.school} music development plan summary {summary.year}")[:120]
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name or "summary"}.{ending}"'
    return response


def _newest(plan):
    return plan.versions.order_by("-number").first()


def _section(plan, key):
    return f"{plan.get_absolute_url()}{key}/"


def _public(plan):
    address = address_of_public(plan.school)
    return public_url(address.slug) if address else ""
