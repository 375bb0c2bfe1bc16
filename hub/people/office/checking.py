"""Forms whose answer is checked on a page of its own before anything happens.

The first POST shows what follows, with what was typed in hidden fields; the second, from there,
does it. Both are validated alike.
"""

from django.shortcuts import render

CONFIRM = "confirm"


def is_confirmed(request):
    """Was the button of the check page pressed?"""
    return request.method == "POST" and request.POST.get(CONFIRM) == "yes"


def check_page(request, form, **context):
    """The page that says what follows. ``title``, ``sides`` [(whose, [sentence])], ``button``,
    ``back_url``; what was typed is sent along in hidden fields.
    """
    hidden = [bound.as_hidden() for bound in form]
    return render(request, "families/check.html", {"hidden": hidden, **context})
