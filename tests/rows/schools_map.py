"""The map of schools."""

from tests.answers import only, page
from tests.rows.schools import KNOW_SCHOOLS

ROWS = {"schools:map": page(only(*KNOW_SCHOOLS))}
