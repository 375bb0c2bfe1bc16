"""Summaries for everybody, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hub.files.kinds import DOCX, PDF
from hub.platform import nudges
from schools.models import PlanAddress, SummaryFile
from schools.plans.addresses import public_url
from schools.summaries import tasks
from schools.summaries.documents import Document
from schools.summaries.public import published_at
from schools.summaries.sources import of_version

_KINDS = {SummaryFile.Format.PDF: PDF, SummaryFile.Format.WORD: DOCX}


@login_not_required
@require_safe
def latest(request, slug):
    """The newest summary of a school. The address stays, whatever year comes."""
    address, versions = _published(slug)
    return _page(request, address, versions, versions[0], public_url(address.slug))


@login_not_required
@require_safe
def of_year(request, slug, year):
    """The summary of one academic year, as it was published last."""
    address, versions = _published(slug)
    version = _of_year(versions, year)
    canonical = f"{public_url(address.slug)}{str(year).replace('/', '-')}/"
    return _page(request, address, versions, version, canonical)


@login_not_required
@require_safe
def file(request, slug, year, format):
    """The summary of one year as a PDF or a Word document."""
    _, versions = _published(slug)
    version = _of_year(versions, year)
    row = get_object_or_404(SummaryFile.objects.ready(), version=version, format=format)
    try:
        content = row.file.open()
    except FileNotFoundError as error:  # files are not in every backup: it is made anew
        nudges.send(tasks.make_again, row.pk)
        raise Http404 from error
    name = slugify(f"{version.contents['school']} music development plan summary {year}")[:120]
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{name or 'summary'}.{format}",
        content_type=_KINDS[format].content_type,
    )


def _published(slug):
    """(address, what stands there); 404 when there is nothing."""
    address = get_object_or_404(PlanAddress.objects.select_related("school"), slug=slug)
    versions = published_at(address)
    if not versions:
        raise Http404
    return address, versions


def _of_year(versions, year):
    for version in versions:
        if version.plan.year == year:
            return version
    raise Http404


def _page(request, address, versions, version, canonical):
    summary = of_version(version)
    ready = SummaryFile.objects.ready().filter(version=version)
    context = {
        "address": address,
        "summary": summary,
        "document": Document(summary),
        "canonical": canonical,
        "year": version.plan.year,
        "formats": sorted(ready.values_list("format", flat=True), reverse=True),
        "others": [each.plan.year for each in versions if each is not version],
        "is_newest": version is versions[0],
    }
    return render(request, "schools/summaries/public.html", context)
