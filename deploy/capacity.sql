-- What `deploy/capacity --measure` asks of a database: bytes (indexes and all) by table, and what an order, an
-- attendance and a volunteer take together. Reads everything once and leaves nothing behind.
\set ON_ERROR_STOP on
\pset footer off
\pset pager off
BEGIN;
SET LOCAL app.counties = '*';

CREATE TEMP VIEW measured AS
SELECT c.oid::regclass::text AS name,
       -- What it grows with; whatever is in neither list grows with orders.
       CASE
         WHEN n.nspname = 'volunteers' OR c.relname = 'access_account' OR c.oid::regclass::text IN
           ('hours.account', 'hours.point_account', 'hours.point_month', 'hours.star', 'hours.star_look',
            'hours.risk_look', 'hours.known_person', 'hours.member', 'hours.served_county', 'hours.record_holder',
            'orders.volunteer_mirror', 'orders.membership_mirror', 'matching.member', 'matching.qualified')
           THEN 'volunteer'
         WHEN c.oid::regclass::text IN
           ('orders.fact', 'orders.roster_place', 'hours.entry', 'hours.transfer', 'hours.claim', 'hours.risk',
            'hours.evidence', 'hours.point_transfer', 'hours.point_lot', 'hours.correction')
           THEN 'attendance'
         ELSE 'order'
       END AS grows_with,
       pg_total_relation_size(c.oid) AS bytes,
       ((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true,
                                             '')))[1])::text::bigint AS rows
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('volunteers', 'orders', 'matching', 'hours') AND c.relkind = 'r';

SELECT name AS table, grows_with, rows, pg_size_pretty(bytes) AS size, bytes / rows AS bytes_a_row
FROM measured WHERE rows > 0 ORDER BY bytes DESC LIMIT 25;

WITH counted AS MATERIALIZED (
  SELECT greatest(sum(rows) FILTER (WHERE name = 'orders.service_order'), 1) AS orders,
         greatest(sum(rows) FILTER (WHERE name = 'hours.entry'), 1) AS attendances,
         greatest(sum(rows) FILTER (WHERE name = 'volunteers.volunteer'), 1) AS volunteers,
         -- An attendance has two events in orders (in, out) and three in hours (pended, decided, posted).
         sum((CASE name WHEN 'orders.event' THEN 2 WHEN 'hours.event' THEN 3 ELSE 0 END) * bytes / greatest(rows, 1))
           AS event_bytes,
         sum(bytes) FILTER (WHERE grows_with = 'order') AS of_orders,
         sum(bytes) FILTER (WHERE grows_with = 'attendance') AS of_attendances,
         sum(bytes) FILTER (WHERE grows_with = 'volunteer') AS of_volunteers
  FROM measured)
SELECT orders, attendances, volunteers,
       round((of_orders - attendances * event_bytes) / orders) AS order_bytes,
       round(of_attendances / attendances + event_bytes) AS attendance_bytes,
       round(of_volunteers / volunteers) AS volunteer_bytes
FROM counted;
ROLLBACK;
