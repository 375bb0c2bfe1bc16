"""The foot of every page, and the way to writing them."""

from hub.home.registry import entry

for _text, _slug in [
    ("Contact", "contact"),
    ("Accessibility", "accessibility"),
    ("Privacy", "privacy"),
    ("Cookies", "cookies"),
    ("Terms", "terms"),
    ("Safeguarding", "safeguarding"),
]:
    entry(area="footer", text=_text, url_name="content:page", kwargs={"slug": _slug})
entry(
    area=("staff", "manager"), text="Pages", url_name="content:index", right="content.change_page"
)
