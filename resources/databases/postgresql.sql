-- PostgreSQL 13 or later: the user and the database of one Metrics Dashboard cluster. Change the password, then, as an
-- administrator: psql -d postgres -f postgresql.sql
CREATE ROLE metrics_dashboard LOGIN PASSWORD 'change-me';
CREATE DATABASE metrics_dashboard OWNER metrics_dashboard ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE metrics_dashboard FROM PUBLIC;
