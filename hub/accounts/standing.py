"""Who somebody is and what they may do today, read once for each request.

To write this statement takes Django four times as long as the database takes to answer it, and
every page asks for it: so it is written once in a process, from the same rules as elsewhere.
"""

import datetime
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils import timezone

from hub.accounts import second_factor
from hub.accounts.querysets import live_on

#: Stand in the statement that is kept; nobody has this number, and nothing began on this day.
_SOMEBODY, _SOME_DAY = -1, datetime.date(1, 1, 1)


def somebody(pk):
    """The User of this primary key, with ``live_grants`` read already; None without one."""
    rows = _rows(pk)
    if not rows:
        return None
    user_model, _, _ = models = _models()
    user_names = _columns(user_model)
    user = user_model.from_db(connection.alias, user_names, rows[0][1 : 1 + len(user_names)])
    user.live_grants = _grants(rows, user, *models) if user.is_active else []
    return user


def live_grants_of(user) -> list:
    """The RoleGrants that hold today, each with its school and with ``holder_has_factor``."""
    return _grants(_rows(user.pk), user, *_models())


def _grants(rows, user, user_model, grant_model, school_model):
    grant_names, school_names = _columns(grant_model), _columns(school_model)
    first = 1 + len(_columns(user_model))
    end = first + len(grant_names)
    grants = []
    for row in rows:
        if row[first] is None:
            continue  # a person without a role is a row without a grant
        grant = grant_model.from_db(connection.alias, grant_names, row[first:end])
        grant.holder_has_factor, grant.user = row[0], user
        if grant.school_id:
            grant.school = school_model.from_db(connection.alias, school_names, row[end:])
        grants.append(grant)
    return grants


def _rows(pk):
    """A row a live grant, at least one a person: has a factor, person, grant, its school."""
    sql, params = _statement()
    values = {_SOMEBODY: pk, _SOME_DAY: timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(each, each) for each in params])
        return cursor.fetchall()


def _models():
    get = apps.get_model
    return get("accounts", "User"), get("accounts", "RoleGrant"), get("schools", "School")


@cache
def _statement():
    """(SQL, parameters)."""
    user_model, grant_model, school_model = _models()
    live = FilteredRelation("grants", condition=_of("grants", live_on(_SOME_DAY)))
    rows = (
        user_model.objects.filter(pk=_SOMEBODY)
        .annotate(live=live, has_factor=Exists(second_factor.of(OuterRef("pk"))))
        .order_by(*[f"live__{name}" for name in grant_model._meta.ordering])
        .values_list(
            "has_factor",
            *_columns(user_model),
            *[f"live__{name}" for name in _columns(grant_model)],
            *[f"live__school__{name}" for name in _columns(school_model)],
        )
    )
    return rows.query.sql_with_params()


def _of(relation, condition):
    """The same condition on rows at the other end of a relation."""
    moved = [
        _of(relation, each) if isinstance(each, Q) else (f"{relation}__{each[0]}", each[1])
        for each in condition.children
    ]
    return Q(*moved, _connector=condition.connector, _negated=condition.negated)


@cache
def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]
