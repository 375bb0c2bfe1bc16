"""What is taught where and what it costs, among the settings. By tuition/menus.py."""

from hub.policy.pages import settings_page

settings_page(
    text="Prices of lessons",
    hint="What a place in lessons and groups costs, by kind, length and year.",
    url_name="tuition:prices",
    # Not the list's own right: whoever sees one line of the settings may open all of the index.
    right="policy.change_settings",
    order=42,
)
settings_page(
    text="Lessons and groups",
    hint="What is taught where, when and by whom, drafts and stopped ones too.",
    url_name="tuition:provisions",
    right="policy.change_settings",
    order=41,
)
