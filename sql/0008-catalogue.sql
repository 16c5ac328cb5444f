-- What was published, by its hash (a case pins it), and the store's own settings.

create table published (
  district char(6) not null,
  kind text not null,
  hash text not null,
  name text not null,
  version text not null,
  content jsonb not null,
  -- The source as written: BPMN or DMN XML, YAML.
  source text,
  at timestamptz not null,
  primary key (district, kind, hash)
);
create index published_by_name on published (district, kind, name, at desc);

create table setting (
  district char(6) not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (district, key)
);
