"""Forms that nobody came back for go after an hour (the page "Privacy" promises it)."""

from datetime import timedelta

from hub.front.models import KeptForm
from hub.platform.sweeps import sweep


@sweep("kept-forms", every=timedelta(minutes=10))
def drop_stale_kept_forms():
    """Delete what is older than an hour; says how many."""
    dropped, _ = KeptForm.objects.stale().delete()
    return f"dropped {dropped} kept forms"
