-- Records found by what stands in a field (`lookup` of register.yaml): a duty grid by its cells, a duty person by what
-- it answers for. A row for each value; row security of `record` lets no index of jsonb be used.

-- What registers say, as published last; a handful of rows.
create table record_lookup_rule (
  district char(6) not null,
  register text not null,
  field text not null,
  primary key (district, register, field)
);

create table record_lookup (
  district char(6) not null,
  register text not null,
  field text not null,
  value text not null,
  id text not null,
  primary key (district, register, field, value, id),
  foreign key (district, register, id) references record (district, register, id)
);
create index record_lookup_by_record on record_lookup (district, register, id);

do $$
declare
  of_table text;
begin
  foreach of_table in array array['record_lookup_rule', 'record_lookup'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I
      using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
      with check ((district = (select context_district()) or (select context_whole())) and (select context_system()))',
      of_table || '_by_system', of_table);
  end loop;
end
$$;
grant select, insert, update, delete on record_lookup_rule, record_lookup to yiwang_app;

-- The values of a field: each of a list, the text of anything else that is there.
create function lookup_values(of_data jsonb, of_field text) returns setof text language sql immutable as $$
  select distinct each from (
    select jsonb_array_elements_text(of_data -> of_field) as each where jsonb_typeof(of_data -> of_field) = 'array'
    union all
    select of_data ->> of_field where jsonb_typeof(of_data -> of_field) <> 'array') as given
   where each is not null and each <> ''
$$;

create function keep_record_lookup() returns trigger language plpgsql as $$
begin
  -- Most registers have no such field, and most changes leave it as it was.
  if not exists (select from record_lookup_rule r where r.district = new.district and r.register = new.register) then
    return null;
  end if;
  delete from record_lookup l
   where l.district = new.district and l.register = new.register and l.id = new.id
     and not exists (select from lookup_values(new.data, l.field) as v where v = l.value);
  insert into record_lookup (district, register, field, value, id)
  select r.district, r.register, r.field, v, new.id
    from record_lookup_rule r cross join lateral lookup_values(new.data, r.field) as v
   where r.district = new.district and r.register = new.register
  on conflict do nothing;
  return null;
end
$$;

create trigger record_lookup after insert or update of data on record for each row execute function keep_record_lookup();

-- Fields that are new or gone are followed up for the records that stand already.
create function keep_lookup_rules(of_district char(6), rules jsonb) returns integer language plpgsql as $$
declare
  kept integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('record lookups ' || of_district, 0));
  delete from record_lookup_rule r where r.district = of_district
    and not exists (select from jsonb_to_recordset(rules) as n (register text, field text)
                     where n.register = r.register and n.field = r.field);
  delete from record_lookup l where l.district = of_district
    and not exists (select from record_lookup_rule r
                     where r.district = l.district and r.register = l.register and r.field = l.field);
  with fresh as (
    insert into record_lookup_rule (district, register, field)
    select of_district, n.register, n.field from jsonb_to_recordset(rules) as n (register text, field text)
    on conflict do nothing
    returning register, field)
  insert into record_lookup (district, register, field, value, id)
  select of_district, c.register, f.field, v, c.id
    from fresh f join record c on c.district = of_district and c.register = f.register
         cross join lateral lookup_values(c.data, f.field) as v
  on conflict do nothing;
  get diagnostics kept = row_count;
  return kept;
end
$$;
