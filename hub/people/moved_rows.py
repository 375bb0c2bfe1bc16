"""Rows that go along when one record goes into another, whatever app they are of.

Which they are say the models: everything that points to such a record. An app needs nothing for it.
"""

from django.db import IntegrityError, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel


def relations(record, *, without) -> list[tuple]:
    """[(model, field)] of everything that points to a model of records, in a lasting order.

    ``without``: models that stay where they are.
    """
    found = [
        (each.related_model, each.field)
        for each in record._meta.get_fields(include_hidden=True)
        if isinstance(each, ForeignObjectRel) and (each.one_to_many or each.one_to_one)
    ]
    ours = [(model, field) for model, field in found if model not in (record, *without)]
    return sorted(ours, key=lambda each: label(*each))


def label(model, field) -> str:
    """How a relation is called in what a merge remembers."""
    return f"{model._meta.label}.{field.name}"


def pks(model, field, record) -> list:
    """Keys of the rows of a relation that point to a record, as JSON can hold them."""
    rows = model._base_manager.filter(**{field.name: record}).order_by("pk")
    return [plain(pk) for pk in rows.values_list("pk", flat=True)]


def plain(pk):
    """A key as JSON can hold it."""
    return pk if isinstance(pk, int) else str(pk)


def pks_of_all(found, record) -> dict[str, list]:
    """{label: keys} of everything that points to a record."""
    return {label(model, field): pks(model, field, record) for model, field in found}


def move(model, field, keys, to) -> list:
    """Let these rows point to another record where a constraint allows it; returns their keys."""
    rows = model._base_manager
    try:
        with transaction.atomic():
            rows.filter(pk__in=keys).update(**{field.name: to})
    except IntegrityError:
        moved = []
        for pk in keys:
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**{field.name: to})
            except IntegrityError:
                continue  # the other record has one: this one stays
            moved.append(pk)
        return moved
    return keys


def move_back(found, moved, *, kept, gone) -> list[str]:
    """Let what went along point to ``gone`` again, if it is still there; sentences on what cannot.

    ``moved``: {label: keys}.
    """
    stuck = []
    for model, field in found:
        gone_along = moved.get(label(model, field), [])
        rows = model._base_manager.filter(**{field.name: kept, "pk__in": gone_along})
        still = [plain(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
        left = len(still) - len(move(model, field, still, gone))
        if left:
            stuck.append(f"{left} {model._meta.verbose_name_plural} cannot go back")
    return stuck


def since(found, moved, kept) -> list[str]:
    """Sentences on what a kept record has got since a merge, which stays with it."""
    stood, sentences = moved.get("_stood", {}), []
    for model, field in found:
        key = label(model, field)
        known = {*stood.get(key, []), *moved.get(key, [])}
        new = [pk for pk in pks(model, field, kept) if pk not in known]
        if new:
            name = model._meta.verbose_name if len(new) == 1 else model._meta.verbose_name_plural
            sentences.append(f"{len(new)} {name} added since stays with {kept.reference}")
    return sentences


def locked(model, first, second):
    """Two records, locked in order of their keys, in the order asked for."""
    rows = model.objects.select_for_update(of=("self",)).filter(pk__in=[first.pk, second.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[first.pk], found[second.pk]
