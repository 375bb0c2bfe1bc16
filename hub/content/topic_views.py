"""Pages of the topics and series that resources stand in."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hub.content import topics as verbs
from hub.content.models import Series, Topic
from hub.content.resource_forms import SeriesForm, TopicForm
from hub.forms import typed
from hub.lists import Column, paginate
from hub.permissions import require

_TOPIC_COLUMNS = [Column("Topic"), Column("Resources", number=True), Column("Change")]
_SERIES_COLUMNS = [Column("Series"), Column("Items", number=True), Column("Change")]
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def topics(request):
    """The topics with how many resources have each, and a form to add one."""
    require(request.user, "content.change_resource")
    form = TopicForm(typed(request))
    if form.is_valid():
        topic = verbs.add_topic(form=form, by=request.user)
        messages.success(request, f"{topic} is on the list. Resources can be given it now.")
        return redirect("resources:topics")
    rows = Topic.objects.annotate(number=Count("resources")).order_by("name", "pk")
    context = {
        "form": form,
        "columns": _TOPIC_COLUMNS,
        "page": paginate(request, rows, per_page=50),
    }
    return render(request, "content/topics.html", context, status=422 if form.is_bound else 200)


@_FORM
def topic(request, pk):
    """Rename a topic; its resources keep it."""
    require(request.user, "content.change_resource")
    row = get_object_or_404(Topic, pk=pk)
    return _changed(request, row, TopicForm, "resources:topics")


@_FORM
def topic_remove(request, pk):
    """Take a topic off the list, after a page that says so."""
    require(request.user, "content.change_resource")
    row = get_object_or_404(Topic, pk=pk)
    return _removed(
        request, row, lambda: verbs.remove_topic(topic=row, by=request.user), "resources:topics"
    )


@_FORM
def series_list(request):
    """The series with how many items each has, and a form to add one."""
    require(request.user, "content.change_resource")
    form = SeriesForm(typed(request))
    if form.is_valid():
        series = verbs.add_series(form=form, by=request.user)
        messages.success(request, f"{series} is on the list. Put resources into it now.")
        return redirect("resources:series_list")
    rows = Series.objects.visible_to(request.user).annotate(number=Count("resources"))
    page = paginate(request, rows.order_by("title", "pk"), per_page=50)
    context = {"form": form, "columns": _SERIES_COLUMNS, "page": page}
    status = 422 if form.is_bound else 200
    return render(request, "content/series_list.html", context, status=status)


@_FORM
def series_edit(request, pk):
    """Change a series' title and summary."""
    row = _series(request, pk)
    return _changed(request, row, SeriesForm, "resources:series_list")


@_FORM
def series_remove(request, pk):
    """Remove an empty series, after a page that says so."""
    row = _series(request, pk)
    return _removed(
        request,
        row,
        lambda: verbs.remove_series(series=row, by=request.user),
        "resources:series_list",
    )


def _series(request, pk):
    row = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    require(request.user, "content.change_resource")
    return row


def _changed(request, row, form_class, back):
    name = str(row)
    form = form_class(typed(request), instance=row)
    if form.is_valid():
        saved = verbs.change(form=form, by=request.user)
        messages.success(request, f"Saved. It is called {saved}.")
        return redirect(back)
    context = {"name": name, "form": form, "back": back}
    return render(request, "content/named.html", context, status=422 if form.is_bound else 200)


def _removed(request, row, remove, back):
    if request.method != "POST":
        return render(request, "content/named_remove.html", {"name": str(row), "back": back})
    try:
        remove()
    except verbs.TopicRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row} is off the list.")
    return redirect(back)
