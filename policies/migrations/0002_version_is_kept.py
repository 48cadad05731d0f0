"""The database itself keeps what a version says, whoever writes to it and by whatever way."""

from django.db import migrations

KEEP = """
CREATE FUNCTION policies_version_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'adopted' THEN
            RAISE EXCEPTION 'an adopted version of a policy is never deleted' USING ERRCODE = '23001';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.policy_id, NEW.number, NEW.document, NEW.made_by_id, NEW.made_at, NEW.base_id, NEW.model_version_id,
        NEW.source_id)
        IS DISTINCT FROM
        (OLD.policy_id, OLD.number, OLD.document, OLD.made_by_id, OLD.made_at, OLD.base_id, OLD.model_version_id,
        OLD.source_id)
    THEN
        RAISE EXCEPTION 'what a version of a policy says, and where it came from, never changes'
            USING ERRCODE = '23001';
    END IF;
    IF OLD.state = 'adopted' AND NEW.state <> 'adopted' THEN
        RAISE EXCEPTION 'an adopted version of a policy stays adopted' USING ERRCODE = '23001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER policies_version_is_kept BEFORE UPDATE OR DELETE ON policies_version
    FOR EACH ROW EXECUTE FUNCTION policies_version_is_kept();
"""

FORGET = """
DROP TRIGGER policies_version_is_kept ON policies_version;
DROP FUNCTION policies_version_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_policies")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
