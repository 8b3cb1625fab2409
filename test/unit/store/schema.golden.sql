CREATE TABLE run (
  key TEXT PRIMARY KEY,
  value
) WITHOUT ROWID;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  signal INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  compression TEXT NOT NULL,
  raw_bytes INTEGER NOT NULL,
  items INTEGER NOT NULL,
  sender TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE blocks (
  block INTEGER PRIMARY KEY,
  signal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  min_start BLOB NOT NULL,
  max_start BLOB NOT NULL,
  min_duration BLOB NOT NULL,
  max_duration BLOB NOT NULL,
  errors INTEGER NOT NULL,
  summary BLOB NOT NULL
);

CREATE TABLE block_columns (
  block INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (block, name)
);

CREATE TABLE traces (
  trace_no INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL UNIQUE,
  start_us INTEGER NOT NULL,
  start_ns INTEGER NOT NULL,
  duration_ns INTEGER NOT NULL,
  duration_class INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  root_service INTEGER NOT NULL,
  root_operation INTEGER NOT NULL,
  root_missing INTEGER NOT NULL,
  root_offset_ns INTEGER,
  evicted INTEGER NOT NULL,
  version INTEGER NOT NULL
);

CREATE INDEX traces_by_start ON traces (start_us DESC);

CREATE INDEX traces_by_duration ON traces (duration_class, start_us DESC);

CREATE INDEX traces_with_errors ON traces (start_us DESC, trace_no, errors) WHERE errors > 0;

CREATE TABLE trace_services (
  service_no INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  trace_no INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  PRIMARY KEY (service_no, start_us DESC, trace_no)
) WITHOUT ROWID;

CREATE TABLE trace_blocks (
  trace_no INTEGER NOT NULL,
  block INTEGER NOT NULL,
  PRIMARY KEY (trace_no, block)
) WITHOUT ROWID;

CREATE TABLE services (
  service_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  spans INTEGER NOT NULL,
  errors INTEGER NOT NULL
);

CREATE TABLE operations (
  operation_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  service_no INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  UNIQUE (name, service_no)
);

CREATE INDEX operations_by_service ON operations (service_no, spans DESC);

CREATE TABLE resources (
  resource_no INTEGER PRIMARY KEY,
  content_key BLOB NOT NULL UNIQUE,
  service_no INTEGER NOT NULL,
  sender TEXT NOT NULL,
  schema_url TEXT NOT NULL,
  attributes BLOB NOT NULL,
  dropped INTEGER NOT NULL
);

CREATE TABLE scopes (
  scope_no INTEGER PRIMARY KEY,
  content_key BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  schema_url TEXT NOT NULL,
  attributes BLOB NOT NULL,
  dropped INTEGER NOT NULL
);

CREATE TABLE attribute_keys (
  key TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE metrics (
  metric_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind INTEGER NOT NULL,
  temporality INTEGER NOT NULL,
  monotonic INTEGER NOT NULL,
  description TEXT NOT NULL,
  UNIQUE (name, unit, kind, temporality, monotonic)
);

CREATE TABLE streams (
  stream_no INTEGER PRIMARY KEY,
  content_key BLOB NOT NULL UNIQUE,
  metric_no INTEGER NOT NULL,
  resource_no INTEGER NOT NULL,
  scope_no INTEGER NOT NULL,
  layout BLOB NOT NULL,
  attributes BLOB NOT NULL
);

CREATE TABLE sample_places (
  place INTEGER PRIMARY KEY,
  group_no INTEGER NOT NULL,
  first_slot INTEGER NOT NULL,
  stream_no INTEGER NOT NULL
);

CREATE INDEX sample_places_by_stream ON sample_places (stream_no);

CREATE TABLE sample_blocks (
  block INTEGER PRIMARY KEY,
  group_no INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  points INTEGER NOT NULL,
  min_ms INTEGER NOT NULL,
  max_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL
);

CREATE INDEX sample_blocks_by_time ON sample_blocks (group_no, max_ms, min_ms);

CREATE TABLE exemplars (
  exemplar INTEGER PRIMARY KEY,
  stream_no INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  value REAL,
  trace_id BLOB NOT NULL,
  span_id BLOB NOT NULL,
  attributes BLOB NOT NULL,
  UNIQUE (stream_no, time_ms, value, trace_id, span_id)
);

CREATE TABLE profiles (
  profile INTEGER PRIMARY KEY,
  block INTEGER NOT NULL,
  format TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  services TEXT NOT NULL,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  series TEXT NOT NULL,
  start_us INTEGER NOT NULL,
  start_ns INTEGER NOT NULL,
  timed INTEGER NOT NULL,
  duration_ns INTEGER NOT NULL,
  received_us INTEGER NOT NULL,
  facts TEXT NOT NULL,
  compression TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL
);

CREATE INDEX profiles_by_start ON profiles (start_us DESC);

CREATE INDEX profiles_by_content ON profiles (sha256);

CREATE TABLE profile_pieces (
  profile INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (profile, piece)
);

CREATE TABLE profile_spans (
  trace_id BLOB NOT NULL,
  span_id BLOB NOT NULL,
  profile INTEGER NOT NULL,
  PRIMARY KEY (trace_id, span_id, profile)
) WITHOUT ROWID;

CREATE INDEX profile_spans_by_profile ON profile_spans (profile)