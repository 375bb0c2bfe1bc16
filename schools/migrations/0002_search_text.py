"""How names are compared in a search: without accents, case, punctuation, and "Saint" as "St"."""

from django.db import migrations

# Immutable, because a generated column is made with it. Every step is named in full, so that the
# search path of whoever calls it decides nothing.
SEARCH_TEXT = r"""
    CREATE FUNCTION public.schools_search_text(text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$
      SELECT pg_catalog.btrim(
        pg_catalog.regexp_replace(
          pg_catalog.regexp_replace(
            pg_catalog.regexp_replace(
              pg_catalog.lower(
                public.hub_unaccent(pg_catalog.replace($1, '&'::text, ' and '::text))
              ),
              '[.''`]|’|‘'::text, ''::text, 'g'::text
            ),
            '[^[:alnum:]]+'::text, ' '::text, 'g'::text
          ),
          '\msaint\M'::text, 'st'::text, 'g'::text
        )
      )
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial"), ("platform", "0001_extensions")]

    operations = [
        migrations.RunSQL(SEARCH_TEXT, "DROP FUNCTION public.schools_search_text(text);"),
    ]
