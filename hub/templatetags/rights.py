"""``{% may "tuition.enrol" group as can_enrol %}``: a template asks for a right."""

from django import template

from hub.permissions import may as user_may

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context, name, obj=None):
    """Does whoever looks at the page hold this right, on this row when one is given?"""
    return user_may(context["request"].user, name, obj)
