"""The demo's hub: its name, whom to reach, and the local authority that it serves."""

from hub.platform.demo import demo_builder
from hub.policy.models import HubSettings, LocalAuthority

#: No local authority has this code.
AUTHORITY = ("999", "Westshire")


@demo_builder("hub", order=0)
def build(county):
    """Name the hub and add its authority. Telephone numbers are Ofcom's for stories."""
    code, name = AUTHORITY
    LocalAuthority.objects.get_or_create(code=code, defaults={"name": name})
    hub = HubSettings.objects.get(pk=1)
    hub.name = "Westshire Music Hub"
    hub.strapline = "Every child in Westshire, making music"
    hub.email = "hello@westshiremusic.example"
    hub.phone = "01632 960400"
    hub.address = "The Old Corn Exchange\n14 Sheep Street\nMarlbury\nWX1 1AA"
    hub.website = "https://westshiremusic.example"
    hub.safeguarding_name = "Ruth Abernethy"
    hub.safeguarding_phone = "01632 960411"
    hub.safeguarding_email = "safeguarding@westshiremusic.example"
    hub.save()
