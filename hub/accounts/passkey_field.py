"""What a browser says of a passkey, as a form field."""

from allauth.mfa.adapter import get_adapter
from django import forms


class PasskeyField(forms.JSONField):
    """JSON that ``response_type``, a class of fido2's, can read; anything else is a wrong code.

    Bytes that no browser sends make fido2, and allauth after it, raise nearly anything.
    """

    def __init__(self, response_type):
        super().__init__(widget=forms.HiddenInput)
        self.response_type = response_type

    def to_python(self, value):
        """The JSON as it was sent. Raises ValidationError."""
        try:
            answer = super().to_python(value)
            self.response_type.from_dict(answer)
        except Exception as error:  # KeyError, struct.error, RecursionError and many more
            raise get_adapter().validation_error("incorrect_code") from error
        return answer

    def bound_data(self, data, initial):
        """Nothing of it: an answer is good once, so what was refused is not drawn again."""
        return initial
