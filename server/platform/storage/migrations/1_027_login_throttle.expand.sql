-- Buckets are base64 HMACs of kind and value: no names, no addresses.
CREATE TABLE login_throttle (
  bucket CHAR(44) NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  window_until BIGINT NOT NULL,
  next_try_at BIGINT NOT NULL);
CREATE INDEX login_throttle_age ON login_throttle (window_until);
