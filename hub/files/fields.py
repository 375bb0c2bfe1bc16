"""The form field of every upload."""

from django import forms
from django.core.exceptions import ValidationError

from hub.files import images, kinds
from hub.files.kinds import FileRefused


class UploadField(forms.FileField):
    """A file of one of the kinds, smaller than ``largest`` bytes; else a sentence beside the field.

    The value is the upload with its ``kind``, for ``hub.files.storing.store``. Pictures come back
    written anew (hub/files/images.py).
    """

    def __init__(self, *, kinds, largest, **kwargs):
        self.kinds, self.largest = tuple(kinds), largest
        endings = ",".join(f".{each}" for kind in self.kinds for each in kind.endings)
        kwargs.setdefault("widget", forms.FileInput({"accept": endings}))
        kwargs.setdefault("max_length", None)
        super().__init__(**kwargs)
        # An empty file is named as such by kind_of, in our words.
        self.allow_empty_file = True

    def clean(self, data, initial=None):
        """The upload with its ``kind``, None when none was chosen. Raises ValidationError."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            kind = kinds.kind_of(upload, kinds=self.kinds, largest=self.largest)
            if kind in kinds.IMAGES:
                name = upload.name
                upload = images.reencoded(upload, most_bytes=self.largest)
                upload.name = name
        except (FileRefused, images.ImageRefused) as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        upload.kind = kind
        return upload
