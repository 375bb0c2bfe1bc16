"""Pages of imports: bring a file, see what it would do, take it in or leave it, and the history."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.forms import typed
from hub.imports import registry, runs
from hub.imports.forms import HistoryFilter, MappingForm, options_of, upload_form
from hub.imports.models import Import
from hub.lists import Column, paginate
from hub.permissions import may, require
from hub.reporting.list_file import list_file

COLUMNS = [Column(text) for text in ("File", "Brought by", "When", "How it stands")]
REJECTED = [Column("File"), Column("Line", number=True), Column("Why")]
#: More rejected rows are in the file to download.
MOST_SHOWN = 50


@require_safe
def index(request):
    """What can be taken in, and the history, newest first."""
    require(request.user, "imports.bring_file")
    filters = HistoryFilter(request.GET)
    imports = Import.objects.visible_to(request.user).select_related("requested_by")
    context = {
        "importers": registry.open_to(request.user),
        "filters": filters,
        "columns": COLUMNS,
        "page": paginate(request, filters.narrow(imports.prefetch_related("files__file"))),
    }
    return render(request, "imports/index.html", context)


def new(request, key):
    """Bring a file of one kind."""
    require(request.user, "imports.bring_file")
    importer = next((each for each in registry.open_to(request.user) if each.key == key), None)
    if importer is None:
        raise Http404
    form = upload_form(importer)(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = {slot.name: form.cleaned_data[slot.name] for slot in importer.slots}
        try:
            imported = runs.bring(
                importer=importer,
                uploads={slot: upload for slot, upload in uploads.items() if upload},
                options=options_of(form, importer),
                by=request.user,
            )
        except runs.ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(imported)
    status = 422 if form.is_bound else 200
    return render(request, "imports/new.html", {"importer": importer, "form": form}, status=status)


def _find(request, pk):
    return get_object_or_404(Import.objects.visible_to(request.user), pk=pk)


@require_safe
def show(request, pk):
    """One import: being checked, its preview, its result, or why it was refused."""
    return _show(request, _find(request, pk))


def _show(request, imported, *, form=None, status=200):
    rows = list(imported.rows.all()[: MOST_SHOWN + 1])
    may_answer = may(request.user, "imports.take_in", imported)
    if form is None and may_answer and not imported.is_live:
        form = _mapping_form(imported)
    context = {
        "imported": imported,
        "files": imported.files.select_related("file"),
        "may_answer": may_answer,
        "columns": REJECTED,
        "rows": rows[:MOST_SHOWN],
        "has_more": len(rows) > MOST_SHOWN,
        "form": form,
    }
    return render(request, "imports/show.html", context, status=status)


def _mapping_form(imported, data=None):
    """The choice of columns; None where the importer reads its files by itself."""
    try:
        importer = registry.get(imported.key)
    except KeyError:
        return None
    open_still = imported.is_ready or imported.has_failed
    if not (importer.columns and imported.headings and open_still):
        return None
    return MappingForm(data, importer=importer, imported=imported)


@require_safe
def state(request, pk):
    """How far one import is, for the page that waits."""
    imported = _find(request, pk)
    return JsonResponse({"over": not imported.is_live, "words": imported.words})


def _answer(request, pk, verb, said, **arguments):
    imported = _find(request, pk)
    require(request.user, "imports.take_in", imported)
    try:
        verb(imported=imported, by=request.user, **arguments)
    except runs.ImportOver as over:
        messages.info(request, str(over))
    else:
        if said:
            messages.success(request, said)
    return redirect(imported)


@require_POST
def take_in(request, pk):
    """Yes."""
    return _answer(request, pk, runs.take_in, "")


@require_POST
def cancel(request, pk):
    """No."""
    return _answer(request, pk, runs.cancel, "The import is cancelled. Nothing was changed.")


@require_POST
def again(request, pk):
    """Check a file once more."""
    return _answer(request, pk, runs.check_again, "")


def columns(request, pk):
    """Say which column of the file is which, and have it checked with that."""
    imported = _find(request, pk)
    require(request.user, "imports.take_in", imported)
    form = _mapping_form(imported, typed(request))
    if request.method != "POST" or form is None:
        return redirect(imported)
    if form.is_valid():
        return _answer(request, pk, runs.check_again, "", mapping=form.cleaned_data)
    return _show(request, imported, form=form, status=422)


@require_safe
def rejected_rows(request, pk):
    """The rejected rows as a CSV file, for whoever puts them right."""
    imported = _find(request, pk)
    rows = imported.rows.all().iterator(chunk_size=500)
    return list_file(
        request,
        rows,
        {"File": "file_name", "Line": "line", "Why": "reason"},
        name=f"rejected-rows-{imported.pk}",
        ending="csv",
        of="the rejected rows of an import",
    )
