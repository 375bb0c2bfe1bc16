"""What the templates of forms and components ask of a field or a number."""

from django import forms, template
from django.forms.utils import flatatt
from django.utils.html import format_html_join

register = template.Library()


@register.filter
def first_input_id(field):
    """The id to which a line of the error summary leads: the first box of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_single_checkbox(field):
    """Is this field one tick box, whose label stands after it?"""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def as_options(group):
    """The options of a select. A template for each is most of the time of a page with 300."""
    drawn = ((str(each["value"]), flatatt(each["attrs"]), each["label"]) for each in group)
    return format_html_join("\n  ", '<option value="{}"{}>{}</option>', drawn)


@register.filter
def is_marked_optional(field):
    """Does "(optional)" stand after this field's label?"""
    return getattr(field.form, "marks_optional", False) and not field.field.required


@register.filter
def described_by(attrs):
    """The ids in a widget's aria-describedby: a template cannot name a key with a hyphen."""
    return attrs["aria-describedby"]


@register.filter(expects_localtime=True)
def clock(moment):
    """The time of day as the hub writes it: 4pm, 4:30pm, 12 noon, 12 midnight."""
    if not moment:
        return ""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "12 noon" if moment.hour else "12 midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"
