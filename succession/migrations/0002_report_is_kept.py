"""The database itself keeps what a report said when it was issued, whoever writes to it and by whatever way.

Of an issued report nothing changes but that it is withdrawn. Of its names nothing changes but that one is erased: that
is the owner's to do, through `erase_person`, and the day is written down here.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION succession_report_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a report that was issued is never deleted' USING ERRCODE = '23001';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'draft' THEN
        RETURN NEW;
    END IF;
    IF (NEW.kind, NEW.body_id, NEW.school_id, NEW.council_id, NEW.meeting_id, NEW.as_at, NEW.number, NEW.previous_id,
        NEW.replaces_id, NEW.correction, NEW.data, NEW.decisions, NEW.open_html, NEW.confidential_html, NEW.digest,
        NEW.prepared_by_id, NEW.prepared_at, NEW.checked_by_id, NEW.checked_at, NEW.issued_by_id, NEW.issued_at)
        IS DISTINCT FROM
        (OLD.kind, OLD.body_id, OLD.school_id, OLD.council_id, OLD.meeting_id, OLD.as_at, OLD.number, OLD.previous_id,
        OLD.replaces_id, OLD.correction, OLD.data, OLD.decisions, OLD.open_html, OLD.confidential_html, OLD.digest,
        OLD.prepared_by_id, OLD.prepared_at, OLD.checked_by_id, OLD.checked_at, OLD.issued_by_id, OLD.issued_at)
    THEN
        RAISE EXCEPTION 'what a report said when it was issued never changes' USING ERRCODE = '23001';
    END IF;
    IF OLD.state = 'withdrawn' AND (NEW.state, NEW.withdrawn_by_id, NEW.withdrawn_at, NEW.withdrawn_reason)
        IS DISTINCT FROM (OLD.state, OLD.withdrawn_by_id, OLD.withdrawn_at, OLD.withdrawn_reason)
        OR NEW.state NOT IN ('issued', 'withdrawn')
    THEN
        RAISE EXCEPTION 'a report stays issued, or withdrawn with its reason' USING ERRCODE = '23001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER succession_report_is_kept BEFORE UPDATE OR DELETE ON succession_report
    FOR EACH ROW EXECUTE FUNCTION succession_report_is_kept();

CREATE FUNCTION succession_token_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    is_draft CONSTANT boolean := COALESCE(
        (SELECT state = 'draft' FROM public.succession_report
         WHERE id = COALESCE(NEW.report_id, OLD.report_id)), TG_OP <> 'UPDATE');
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        IF NOT is_draft THEN
            RAISE EXCEPTION 'the names of a report that was issued are neither added to nor deleted'
                USING ERRCODE = '23001';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF NEW.content = '' AND OLD.content <> '' THEN
        NEW.erased_on := (now() AT TIME ZONE 'Europe/London')::date;
        NEW.salt := '';
    END IF;
    IF (NEW.report_id, NEW.token, NEW.part, NEW.staff_id, NEW.term_id, NEW.user_id, NEW.digest)
        IS DISTINCT FROM (OLD.report_id, OLD.token, OLD.part, OLD.staff_id, OLD.term_id, OLD.user_id, OLD.digest)
        OR NEW.content <> '' AND NEW.content <> OLD.content
        OR NEW.content = OLD.content AND (NEW.salt, NEW.erased_on) IS DISTINCT FROM (OLD.salt, OLD.erased_on)
    THEN
        RAISE EXCEPTION 'what stood for a name in a report never changes' USING ERRCODE = '23001';
    END IF;
    IF NEW.content <> OLD.content AND current_user <>
        (SELECT relowner::regrole::text FROM pg_class WHERE oid = 'public.succession_reporttoken'::regclass)
    THEN
        RAISE EXCEPTION 'a name in a report is erased with its person, by erase_person' USING ERRCODE = '23001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER succession_token_is_kept BEFORE INSERT OR UPDATE OR DELETE ON succession_reporttoken
    FOR EACH ROW EXECUTE FUNCTION succession_token_is_kept();
"""

FORGET = """
DROP TRIGGER succession_token_is_kept ON succession_reporttoken;
DROP FUNCTION succession_token_is_kept();
DROP TRIGGER succession_report_is_kept ON succession_report;
DROP FUNCTION succession_report_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("succession", "0001_reports")]

    operations = [migrations.RunSQL(KEEP, FORGET)]
