-- Figures: counters folded from the ledger's entries, and how a fact is read by an indicator's expression.
-- All of it can be dropped and is rebuilt from the entries and their fact versions.

-- How far a definition is folded, in commit order. A definition is known by its hash: a changed one is
-- another, counted from the beginning while the old counters stand.
create table figure_fold (
  district char(6) not null,
  indicator text not null,
  definition text not null,
  epoch integer not null,
  xid xid8 not null,
  position bigint not null,
  -- The last hour in which a process asked for this definition; unasked ones are dropped after a day.
  asked_at timestamptz not null default now(),
  primary key (district, indicator, definition)
);

-- Sums of what the subjects of a place add in a month; place '' = without a division.
create table figure_counter (
  district char(6) not null,
  indicator text not null,
  definition text not null,
  year smallint not null,
  month smallint not null,
  place text not null,
  numerator numeric not null,
  denominator numeric not null,
  records bigint not null,
  primary key (district, indicator, definition, year, month, place)
);

-- Keys of distinct counts; a key stands as long as anything refers to it.
create table figure_key (
  district char(6) not null,
  indicator text not null,
  definition text not null,
  year smallint not null,
  month smallint not null,
  place text not null,
  key text not null,
  refs bigint not null,
  primary key (district, indicator, definition, year, month, place, key)
);

-- Figures are of the district as a whole: the system folds and reads them, `access` says who is told.
do $$
declare
  in_district constant text := '(district = (select context_district()) or (select context_whole()))';
  name text;
begin
  foreach name in array array['figure_fold', 'figure_counter', 'figure_key'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I for all using (%s and (select context_system())) with check (%s and (select context_system()))',
      name || '_written', name, in_district, in_district);
  end loop;
end
$$;

grant select, insert, update, delete on figure_fold, figure_counter, figure_key to yiwang_app;

-- A fact of the wanted type, or null: the same readings as in src/indicators/evaluate.ts. Plain SQL, so that
-- the planner inlines them; the patterns guard the casts, for a fact may hold anything.

create function fact_text(value jsonb) returns text language sql immutable parallel safe
  return case when jsonb_typeof(value) = 'string' then value #>> '{}' end;

create function fact_number(value jsonb) returns numeric language sql immutable parallel safe
  return case
    when jsonb_typeof(value) = 'number' then value::numeric
    when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'
      then (value #>> '{}')::numeric
  end;

create function fact_boolean(value jsonb) returns boolean language sql immutable parallel safe
  return case when jsonb_typeof(value) = 'boolean' then value::boolean end;

-- Stable, not immutable: what a text says as a time depends, in general, on the session's settings.
create function fact_instant(value jsonb) returns timestamptz language sql stable parallel safe
  return case
    when jsonb_typeof(value) = 'string' and value #>> '{}' ~
      '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'
    then case
      when substr(value #>> '{}', 9, 2)::integer
        <= extract(day from (left(value #>> '{}', 8) || '01')::date + interval '1 month' - interval '1 day')
      then date_trunc('milliseconds', (value #>> '{}')::timestamptz)
    end
  end;

-- A day in Shanghai as text YYYY-MM-DD.
create function fact_day(value jsonb) returns text language sql stable parallel safe
  return case
    when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
      then value #>> '{}'
    else to_char(fact_instant(value) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
  end;
