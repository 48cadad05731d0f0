"""Have `erase_person` empty all that is to go of a row in one statement: a row's columns may have to agree.

So the rule about a holder's leaving date, which was loosened for it, is whole again.
What it does, and how often it says that it did, is as before. It keeps its owner and who may call it.
"""

import importlib

from django.db import migrations, models

MAKE = """
CREATE OR REPLACE FUNCTION erase_person(person bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rows record;
    known_as text;
    which text;
    deleted bigint;
    said jsonb;
    counts jsonb := '{}';
    yesterday CONSTANT date := (now() AT TIME ZONE 'Europe/London')::date - 1;
BEGIN
    SELECT name INTO known_as FROM public.people_user WHERE id = person FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no person %', person USING ERRCODE = 'no_data_found';
    END IF;
    -- The steps about the same rows that follow each other, as one: `run` numbers them.
    FOR rows IN
        WITH compared AS (
            SELECT *, lag((in_table, matches, match_column, via_table, via_key, via_column, does = 'delete'))
                OVER (ORDER BY position) IS DISTINCT FROM
                (in_table, matches, match_column, via_table, via_key, via_column, does = 'delete') AS is_new
            FROM public.erasure_step
        ), numbered AS (
            SELECT *, count(*) FILTER (WHERE is_new) OVER (ORDER BY position) AS run FROM compared
        ), valued AS (
            SELECT *, CASE does
                WHEN 'end' THEN format('GREATEST(starts_on, LEAST(%I, %L::date))', set_column, yesterday)
                WHEN 'file name' THEN format(
                    '%L || COALESCE(substring(%I from ''\\.[A-Za-z0-9]{1,5}$''), '''')',
                    'Erased person ' || person, set_column)
                WHEN 'set' THEN format(
                    '%L::%s', replace(becomes, '{}', person::text),
                    (SELECT format_type(atttypid, NULL) FROM pg_attribute
                     WHERE attrelid = format('public.%I', in_table)::regclass AND attname = set_column))
            END AS value
            FROM numbered
        )
        SELECT run, in_table, matches, match_column, via_table, via_key, via_column, does = 'delete' AS goes,
            string_agg(format('%I = %s', set_column, value), ', ' ORDER BY position) AS sets,
            string_agg(format('%I IS DISTINCT FROM %s', set_column, value), ' OR ' ORDER BY position) AS differs,
            string_agg(format('%L, count(*) FILTER (WHERE %I IS DISTINCT FROM %s)',
                in_table || '.' || set_column, set_column, value), ', ' ORDER BY position) AS counted
        FROM valued
        GROUP BY run, in_table, matches, match_column, via_table, via_key, via_column, does = 'delete'
        ORDER BY run
    LOOP
        which := CASE rows.matches
            WHEN 'key' THEN format('%I = %s', rows.match_column, person)
            WHEN 'through' THEN format(
                '%I IN (SELECT %I FROM public.%I WHERE %I = %s)',
                rows.match_column, rows.via_key, rows.via_table, rows.via_column, person)
            ELSE format('(%1$I = %2$L OR starts_with(%1$I, %2$L || '', ''))', rows.match_column, known_as)
        END;
        IF rows.goes THEN
            EXECUTE format('DELETE FROM public.%I WHERE %s', rows.in_table, which);
            GET DIAGNOSTICS deleted = ROW_COUNT;
            said := jsonb_build_object(rows.in_table, deleted);
        ELSE
            EXECUTE format('SELECT jsonb_build_object(%s) FROM public.%I WHERE %s', rows.counted, rows.in_table, which)
                INTO said;
            EXECUTE format(
                'UPDATE public.%I SET %s WHERE %s AND (%s)', rows.in_table, rows.sets, which, rows.differs);
        END IF;
        SELECT counts || COALESCE(
            jsonb_object_agg(key, COALESCE((counts ->> key)::bigint, 0) + value::bigint) FILTER (WHERE value::bigint > 0),
            '{}'
        ) INTO counts FROM jsonb_each_text(said);
    END LOOP;
    RETURN counts;
END
$$;
"""
_BEFORE = importlib.import_module("people.migrations.0006_erase_person").MAKE
AS_BEFORE = "CREATE OR REPLACE FUNCTION" + _BEFORE.partition("CREATE FUNCTION")[2]


class Migration(migrations.Migration):
    dependencies = [("people", "0010_holder_is_emptied_in_turn")]

    operations = [
        migrations.RunSQL(MAKE, AS_BEFORE),
        migrations.RemoveConstraint(model_name="postholder", name="holder_change_has_days_and_a_source"),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    changes_from__isnull=True, changes_until__isnull=True, change_source="", change_reason=""
                )
                | models.Q(changes_from__isnull=False, changes_until__gte=models.F("changes_from"))
                & ~models.Q(change_source=""),
                name="holder_change_has_days_and_a_source",
            ),
        ),
    ]
