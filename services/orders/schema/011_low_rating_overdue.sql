-- Who is above the station is told of a low rating that nobody has seen to by its last day: a notice made with the
-- rating and shown from that day on. Those of ratings that wait already.
INSERT INTO notice (county_id, id, subject_id, kind, org_path, account, made_at, show_at, seen_by)
  SELECT r.county_id, gen_random_uuid(), r.order_id, 'RATED_LOW_OVERDUE', o.station_path, '', r.rated_at, r.due_at, ''
  FROM rating AS r JOIN service_order AS o ON o.county_id = r.county_id AND o.id = r.order_id
  WHERE r.due_at IS NOT NULL AND r.settled = '' AND NOT r.annulled AND NOT r.outranked;
