-- Two orders that turned out to be one need name each other for good.
ALTER TABLE service_order ADD COLUMN same_as uuid, ADD COLUMN placed_again uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE service_order ADD CHECK ((same_as IS NOT NULL) = (state = 'CANCELLED' AND reason = 'PLACED_TWICE'));
ALTER TABLE service_order ADD CHECK (same_as <> id);
