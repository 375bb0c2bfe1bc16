"""What a browser needs to make or use a passkey, for a data attribute."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value):
    """The value as JSON text. Escaped like any other text where it stands in a page."""
    return json.dumps(value, cls=DjangoJSONEncoder)
