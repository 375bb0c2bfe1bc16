"""Resources as editors work on them: the list, writing, publishing, archiving."""

from datetime import time

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from hub.calendar import wall_time
from hub.content import publishing, reading
from hub.content.models import Resource
from hub.content.resource_forms import DeskFilters, PublishForm, ResourceForm
from hub.content.richtext import to_html
from hub.content.search import find
from hub.forms import typed
from hub.lists import keyset, sort
from hub.permissions import require

_COLUMNS = [
    ("title", "Title", "search_title"),
    ("", "What it is", ""),
    ("state", "State", "state"),
    ("changed", "Changed", "updated_at"),
    ("reads", "Read", "reads", "number"),
]
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk(request):
    """Every resource in every state, those that were changed last first."""
    require(request.user, "content.change_resource")
    filters = DeskFilters(request.GET)
    order = sort(request, _COLUMNS, default="-changed")
    rows = Resource.objects.visible_to(request.user).with_reads(reading.counted_since())
    rows = rows.select_related("series", "updated_by").defer("body", "search")
    rows = filters.narrow(rows)
    rows = find(rows, filters.values.get("q", ""))
    context = {
        "filters": filters,
        "columns": order.columns,
        "page": keyset(request, rows, order.order_by),
        "drafts": Resource.objects.visible_to(request.user).drafts().count(),
    }
    return render(request, "content/resource_desk.html", context)


@_FORM
def new(request):
    """Write a resource. It is a draft until it is published."""
    require(request.user, "content.change_resource")
    form = _form(request, Resource())
    if form.is_valid():
        if "preview" in request.POST:
            return _preview(request, form)
        try:
            made = publishing.create(
                values=form.values,
                topics=form.cleaned_data["topics"],
                upload=form.cleaned_data["file"],
                by=request.user,
            )
        except publishing.NumberTaken as refusal:
            form.add_error("episode", str(refusal))
        else:
            messages.success(request, "The draft is saved. Below is what readers will see.")
            return redirect(made)
    return _write_page(request, form)


@_FORM
def edit(request, pk):
    """Change a resource. A second writer is told, and keeps what they typed."""
    resource = _own(request, pk)
    name = resource.title
    form = _form(request, resource)
    if form.is_valid():
        if "preview" in request.POST:
            return _preview(request, form, name=name)
        try:
            saved = publishing.save(
                resource=resource,
                values=form.values,
                topics=form.cleaned_data["topics"],
                based_on=form.cleaned_data["based_on"],
                upload=form.cleaned_data["file"],
                remove_file=form.cleaned_data.get("remove_file", False),
                by=request.user,
            )
        except publishing.ChangedMeanwhile as refusal:
            return _changed_meanwhile(request, refusal.resource)
        except publishing.NumberTaken as refusal:
            form.add_error("episode", str(refusal))
        except publishing.PublishingRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            now = "The draft is saved." if saved.is_draft else "Saved. Readers see it now."
            messages.success(request, now if not saved.is_archived else "Saved.")
            return redirect(saved)
    return _write_page(request, form, name=name)


@_FORM
def publish(request, pk):
    """Say from when readers see it, after a page that says who they are."""
    resource = _own(request, pk)
    if resource.is_out and request.method != "POST":
        messages.info(request, f"{resource} is published already.")
        return redirect(resource)
    form = PublishForm(typed(request))
    if form.is_valid():
        day = form.cleaned_data["on"]
        is_today = day == timezone.localdate()
        at = timezone.now() if is_today else wall_time.at(day, time())
        try:
            publishing.publish(resource=resource, at=at, by=request.user)
        except publishing.PublishingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            when = "now" if is_today else f"from {date_format(day, 'l j F Y')}"
            messages.success(request, f"{resource} is published. Readers see it {when}.")
            return redirect(resource)
    context = {"resource": resource, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "content/resource_publish.html", context, status=status)


@_FORM
def archive(request, pk):
    """Take it out of the lists, after a page that says so."""
    done = "{} is archived. Publish it again at any time."
    return _confirmed(request, pk, publishing.archive, "content/resource_archive.html", done)


@_FORM
def delete(request, pk):
    """Delete a draft, after a page that says so."""
    done = "The draft “{}” is deleted."
    return _confirmed(request, pk, publishing.delete_draft, "content/resource_delete.html", done)


def _confirmed(request, pk, verb, template, done):
    resource = _own(request, pk)
    if request.method != "POST":
        return render(request, template, {"resource": resource})
    try:
        verb(resource=resource, by=request.user)
    except publishing.PublishingRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(resource)
    messages.success(request, done.format(resource))
    return redirect("resources:desk")


def _own(request, pk):
    visible = Resource.objects.visible_to(request.user).select_related("file", "series")
    resource = get_object_or_404(visible.defer("search"), pk=pk)
    require(request.user, "content.change_resource", resource)
    return resource


def _form(request, resource):
    files = request.FILES if request.method == "POST" else None
    return ResourceForm(
        typed(request), files, instance=resource, initial={"based_on": resource.version}
    )


def _preview(request, form, **context):
    """What was typed, as readers would see it. A browser does not send a chosen file twice."""
    row = form.instance
    shown = {"title": row.title, "summary": row.summary, "html": to_html(row.body)}
    context |= {"form": form, "preview": shown, "file_again": bool(request.FILES)}
    return render(request, "content/resource_write.html", _defaults | context)


def _write_page(request, form, **context):
    again = bool(request.FILES) and not form.errors.get("file")
    context |= {"form": form, "file_again": again}
    status = 422 if form.is_bound else 200
    return render(request, "content/resource_write.html", _defaults | context, status=status)


def _changed_meanwhile(request, current):
    """The writer's text in the form, the other's beside it; saving again is then meant."""
    data = request.POST.copy()
    data["based_on"] = current.version
    fresh = Resource.objects.select_related("file").get(pk=current.pk)
    context = {
        "form": ResourceForm(data, instance=fresh),
        "name": current.title,
        "current": current,
        "current_html": to_html(current.body),
        "file_again": bool(request.FILES),
    }
    return render(request, "content/resource_write.html", _defaults | context, status=409)


#: What the page of the form looks at, when there is none of it.
_defaults = {"name": "", "preview": None, "current": None, "current_html": ""}
