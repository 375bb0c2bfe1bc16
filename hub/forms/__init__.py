"""Forms: the base of every form, fields that take what people write, the renderer, kept data."""

from hub.forms.asking_back import AskBackMixin
from hub.forms.base import HubForm, HubFormMixin, HubModelForm
from hub.forms.clocks import ClockField
from hub.forms.dates import DateField
from hub.forms.filters import FilterForm
from hub.forms.kept import KeptData, typed
from hub.forms.money import AffixedInput, MoneyField
from hub.forms.phones import check_phone
from hub.forms.renderer import HubRenderer

__all__ = [
    "AffixedInput",
    "AskBackMixin",
    "ClockField",
    "DateField",
    "FilterForm",
    "HubForm",
    "HubFormMixin",
    "HubModelForm",
    "HubRenderer",
    "KeptData",
    "MoneyField",
    "check_phone",
    "typed",
]
