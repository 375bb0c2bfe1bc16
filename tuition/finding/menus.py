"""Finding in the menus of visitors and families. By tuition/menus.py."""

from hub.home.areas import PUBLIC
from hub.home.registry import entry

entry(area=PUBLIC, text="Learn an instrument", url_name="tuition:find")
entry(area="parent", text="Find lessons and groups", url_name="tuition:find")
