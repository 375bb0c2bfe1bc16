"""What a resource said before, for those who write it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.content import publishing
from hub.content.models import Resource, ResourceVersion
from hub.content.richtext import to_html
from hub.lists import paginate
from hub.permissions import require


@require_safe
def versions(request, pk):
    """The texts that it had, newest first."""
    resource = _own(request, pk)
    rows = ResourceVersion.objects.visible_to(request.user).filter(resource=resource)
    page = paginate(request, rows.select_related("saved_by").defer("body"))
    return render(request, "content/resource_versions.html", {"resource": resource, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def version(request, pk, number):
    """One earlier text; posting makes it the text again."""
    resource = _own(request, pk)
    rows = ResourceVersion.objects.visible_to(request.user).select_related("resource")
    row = get_object_or_404(rows, resource=resource, number=number)
    if request.method == "POST":
        try:
            publishing.restore(version=row, by=request.user)
        except publishing.PublishingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The text of version {number} stands again.")
        return redirect(resource)
    texts = (row.title, row.summary, row.body)
    context = {
        "resource": resource,
        "version": row,
        "html": to_html(row.body),
        "stands": texts == (resource.title, resource.summary, resource.body),
    }
    return render(request, "content/resource_version.html", context)


def _own(request, pk):
    resource = get_object_or_404(Resource.objects.visible_to(request.user).defer("search"), pk=pk)
    require(request.user, "content.change_resource", resource)
    return resource
