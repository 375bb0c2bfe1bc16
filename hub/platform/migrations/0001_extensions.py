"""What every later migration may lean on: three extensions and a function that drops accents."""

from django.db import migrations

# "if not exists" asks before it asks for the right to create, so a hosted database where an
# administrator made the extensions beforehand passes too. All three are trusted extensions:
# the owner of a database may create them.
EXTENSIONS = """
    CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
    CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
"""

# The extension's own unaccent(text) is only STABLE, because the dictionary is looked up on the
# search path, and so is refused in generated columns and indexes. With function and dictionary
# named in full, nothing is looked up and IMMUTABLE is true.
HUB_UNACCENT = """
    CREATE OR REPLACE FUNCTION public.hub_unaccent(text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, $1) $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        # Left in place on the way back: other programs may share the extensions.
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(HUB_UNACCENT, "DROP FUNCTION public.hub_unaccent(text);"),
    ]
