"""Reading the hub's pages, and writing them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hub.content import editing
from hub.content.forms import PageForm
from hub.content.models import Page
from hub.content.names import MEANINGS, names
from hub.content.richtext import to_html
from hub.forms import typed
from hub.lists import paginate
from hub.permissions import require


@login_not_required
@require_safe
def page(request, slug):
    """One page, for everybody."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    context = {"page": page, "html": to_html(page.body, names())}
    return render(request, "content/page.html", context)


@require_safe
def index(request):
    """Every page with when it was last changed, for those who write them."""
    require(request.user, "content.change_page")
    pages = Page.objects.visible_to(request.user).select_related("updated_by")
    return render(request, "content/index.html", {"pages": pages})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    """Write, look at it, save it. A second writer is told, and keeps what they typed."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    require(request.user, "content.change_page", page)
    context = {"name": page.title, "meanings": MEANINGS}
    # From here on ``page`` is what was typed: a form writes onto its instance.
    form = PageForm(typed(request), instance=page, initial={"based_on": page.version})
    context["form"] = form
    if form.is_valid():
        text = form.cleaned_data
        if "preview" in request.POST:
            context["preview"] = to_html(text["body"], names())
            return render(request, "content/edit.html", context)
        try:
            saved = editing.save(page=page, by=request.user, **text)
        except editing.ChangedMeanwhile as refusal:
            return _changed_meanwhile(request, context, refusal.page)
        messages.success(request, f"{saved.title} is saved, and everybody can read it now.")
        return redirect(saved)
    return render(request, "content/edit.html", context, status=422 if form.is_bound else 200)


def _changed_meanwhile(request, context, current):
    """The writer's text in the form, the other's beside it; saving again is then meant."""
    data = request.POST.copy()
    data["based_on"] = current.version
    form = PageForm(data, instance=Page(slug=current.slug))
    context |= {"form": form, "current": current, "current_html": to_html(current.body, names())}
    return render(request, "content/edit.html", context, status=409)


@require_safe
def versions(request, slug):
    """What the page said before: newest first."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    require(request.user, "content.change_page", page)
    rows = page.versions.select_related("saved_by").defer("body")
    context = {"page": page, "versions": paginate(request, rows)}
    return render(request, "content/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request, slug, number):
    """One earlier version; posting makes it the text again."""
    page = get_object_or_404(Page.objects.visible_to(request.user), slug=slug)
    require(request.user, "content.change_page", page)
    version = get_object_or_404(page.versions.select_related("saved_by"), number=number)
    if request.method == "POST":
        restored = editing.restore(version=version, by=request.user)
        messages.success(request, f"{restored.title} says again what it said in version {number}.")
        return redirect(restored)
    context = {"page": page, "version": version, "html": to_html(version.body, names())}
    return render(request, "content/version.html", context)
