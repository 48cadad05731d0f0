-- Run once by PostgreSQL's superuser: psql -v app=PASSWORD -v owner=ANOTHER -f deploy/database.sql
-- The owner makes tables, and a new database when a backup is restored. The application reads and writes rows.
CREATE ROLE succession_owner LOGIN CREATEDB PASSWORD :'owner';
CREATE ROLE succession_app LOGIN PASSWORD :'app';
CREATE DATABASE succession OWNER succession_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
REVOKE CONNECT ON DATABASE succession FROM PUBLIC;
GRANT CONNECT ON DATABASE succession TO succession_app;
