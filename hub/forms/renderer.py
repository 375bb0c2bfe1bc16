"""The form renderer: every form of the portal is drawn by templates/django/forms/."""

from django.forms.renderers import TemplatesSetting


class HubRenderer(TemplatesSetting):
    """Draws forms and fields in the library's markup, with our own templates."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
