"""The form by which something is booked at once, on its own page."""

from tuition.booking.check_forms import AgreeForm
from tuition.booking.line_forms import LineForm

_MORE = ("wishes", "needs_adapted", "payer")


class BookForm(LineForm, AgreeForm):
    """For whom, when it suits, who pays, what is agreed to."""

    def __init__(self, data=None, *, learners, answered=None, **kwargs):
        """``answered``: as ``consenting.answered`` says; None asks for no consents."""
        asked = learners if answered is not None else ()
        super().__init__(
            data, learners=learners, pupils=asked, answered=answered or frozenset(), **kwargs
        )
        for name in list(self.asked):
            # Nothing is agreed to for somebody who cannot be chosen here.
            if self.reasons[str(self.asked[name].pk)]:
                del self.fields[name], self.asked[name]
        self.order_fields(["pupils", *_MORE, *self.asked, "terms"])  # as problems are listed
        choices = self.fields["pupils"].choices
        if len(choices) == 1:
            self.fields["pupils"].initial = [choices[0][0]]

    @property
    def more_fields(self):
        """The bound fields that follow the learners, as far as they are asked here."""
        return [self[name] for name in _MORE if name in self.fields]
