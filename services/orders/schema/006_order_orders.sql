-- Orders by the start of their service, and by their completion, whole counties at a time. Few are not completed: the
-- second one holds nothing of an order until then, and those without are found by id.
CREATE INDEX service_order_start ON service_order (county_id, first_start, id);
CREATE INDEX service_order_completed ON service_order (county_id, completed_at, id) WHERE completed_at IS NOT NULL;
