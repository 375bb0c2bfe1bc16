"""Who is due for a visit."""

from hub.accounts.choices import Role
from tests.answers import only, page

PLAN = (Role.OFFICER, Role.MANAGER)

ROWS = {"visits:due": page(only(*PLAN))}
