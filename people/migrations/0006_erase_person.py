"""The one way into history: a function of the owner's that erases a person, by steps the application can only read."""

from django.db import migrations

MAKE = """
CREATE TABLE erasure_step (
    position integer PRIMARY KEY,
    in_table text NOT NULL,
    matches text NOT NULL CHECK (matches IN ('key', 'through', 'name')),
    match_column text NOT NULL,
    via_table text NOT NULL,
    via_key text NOT NULL,
    via_column text NOT NULL,
    does text NOT NULL CHECK (does IN ('set', 'end', 'file name', 'delete')),
    set_column text NOT NULL,
    becomes text
);

CREATE FUNCTION erase_person(person bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    step record;
    known_as text;
    which text;
    value text;
    key text;
    touched bigint;
    counts jsonb := '{}';
    yesterday CONSTANT date := (now() AT TIME ZONE 'Europe/London')::date - 1;
BEGIN
    SELECT name INTO known_as FROM public.people_user WHERE id = person FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no person %', person USING ERRCODE = 'no_data_found';
    END IF;
    FOR step IN SELECT * FROM public.erasure_step ORDER BY position LOOP
        which := CASE step.matches
            WHEN 'key' THEN format('%I = %s', step.match_column, person)
            WHEN 'through' THEN format(
                '%I IN (SELECT %I FROM public.%I WHERE %I = %s)',
                step.match_column, step.via_key, step.via_table, step.via_column, person)
            ELSE format('(%1$I = %2$L OR starts_with(%1$I, %2$L || '', ''))', step.match_column, known_as)
        END;
        IF step.does = 'delete' THEN
            EXECUTE format('DELETE FROM public.%I WHERE %s', step.in_table, which);
            key := step.in_table;
        ELSE
            value := CASE step.does
                WHEN 'end' THEN format('GREATEST(starts_on, LEAST(%I, %L::date))', step.set_column, yesterday)
                WHEN 'file name' THEN format(
                    '%L || COALESCE(substring(%I from ''\\.[A-Za-z0-9]{1,5}$''), '''')',
                    'Erased person ' || person, step.set_column)
                ELSE format(
                    '%L::%s', replace(step.becomes, '{}', person::text),
                    (SELECT format_type(atttypid, NULL) FROM pg_attribute
                     WHERE attrelid = format('public.%I', step.in_table)::regclass AND attname = step.set_column))
            END;
            EXECUTE format(
                'UPDATE public.%1$I SET %2$I = %3$s WHERE %4$s AND %2$I IS DISTINCT FROM %3$s',
                step.in_table, step.set_column, value, which);
            key := step.in_table || '.' || step.set_column;
        END IF;
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched > 0 THEN
            counts := counts || jsonb_build_object(key, COALESCE((counts ->> key)::bigint, 0) + touched);
        END IF;
    END LOOP;
    RETURN counts;
END
$$;
"""

FORGET = """
DROP FUNCTION erase_person(bigint);
DROP TABLE erasure_step;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_privacy")]

    operations = [migrations.RunSQL(MAKE, FORGET)]
