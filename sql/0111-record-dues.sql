-- Days that records come due on (a certificate lapses, a yearly review begins), kept by whatever writes the record.

-- What registers say (`dues` of register.yaml), as published last; a handful of rows.
create table record_due_rule (
  district char(6) not null,
  register text not null,
  -- The rule's own words, so that a changed rule is another one.
  rule text not null,
  field text not null,
  -- ISO 8601 period after the field's day, such as P1D.
  after interval not null,
  -- States of a record that the rule holds in; empty = all.
  statuses text[] not null,
  primary key (district, register, rule)
);

create table record_due (
  district char(6) not null,
  register text not null,
  id text not null,
  rule text not null,
  -- The day (Asia/Shanghai) on which it comes due.
  due_on date not null,
  -- What was done for this day stays, so that the same day is never done twice.
  done_at timestamptz,
  case_id text,
  -- One that could not be done is tried again later.
  next_at timestamptz,
  fault text,
  primary key (district, register, id, rule)
);
create index record_due_by_day on record_due (district, due_on, register, id) where done_at is null;

do $$
declare
  of_table text;
begin
  foreach of_table in array array['record_due_rule', 'record_due'] loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    execute format('create policy %I on %I
      using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
      with check ((district = (select context_district()) or (select context_whole())) and (select context_system()))',
      of_table || '_by_system', of_table);
  end loop;
end
$$;
grant select, insert, update, delete on record_due_rule, record_due to yiwang_app;

-- A date, or the day of an instant in Asia/Shanghai; null for what is neither.
create function day_in(written text) returns date language plpgsql stable as $$
begin
  if written is null or written = '' then return null; end if;
  if length(written) <= 10 then return written::date; end if;
  return (written::timestamptz at time zone 'Asia/Shanghai')::date;
exception when others then
  return null;
end
$$;

create function keep_record_dues() returns trigger language plpgsql as $$
begin
  -- Most registers have no such rule.
  if not exists (select from record_due_rule r where r.district = new.district and r.register = new.register) then
    return null;
  end if;
  delete from record_due d
   where d.district = new.district and d.register = new.register and d.id = new.id and d.done_at is null
     and not exists (select from record_due_rule r
                      where r.district = d.district and r.register = d.register and r.rule = d.rule
                        and (r.statuses = '{}' or new.status = any (r.statuses))
                        and day_in(new.data ->> r.field) is not null);
  insert into record_due as d (district, register, id, rule, due_on)
  select r.district, r.register, new.id, r.rule, (day_in(new.data ->> r.field) + r.after)::date
    from record_due_rule r
   where r.district = new.district and r.register = new.register
     and (r.statuses = '{}' or new.status = any (r.statuses)) and day_in(new.data ->> r.field) is not null
  on conflict (district, register, id, rule) do update set
    due_on = excluded.due_on, done_at = null, case_id = null, next_at = null, fault = null
    where d.due_on <> excluded.due_on;
  return null;
end
$$;

create trigger record_dues after insert or update on record for each row execute function keep_record_dues();

-- Rules that are new or gone are followed up for the records that stand already.
create function keep_due_rules(of_district char(6), rules jsonb) returns integer language plpgsql as $$
declare
  kept integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('record dues ' || of_district, 0));
  delete from record_due_rule r where r.district = of_district
    and not exists (select from jsonb_to_recordset(rules) as n (register text, rule text)
                     where n.register = r.register and n.rule = r.rule);
  delete from record_due d where d.district = of_district and d.done_at is null
    and not exists (select from record_due_rule r
                     where r.district = d.district and r.register = d.register and r.rule = d.rule);
  with fresh as (
    insert into record_due_rule (district, register, rule, field, after, statuses)
    select of_district, n.register, n.rule, n.field, n.after::interval, n.statuses
      from jsonb_to_recordset(rules) as n (register text, rule text, field text, after text, statuses text[])
    on conflict (district, register, rule) do nothing
    returning register, rule, field, after, statuses)
  insert into record_due (district, register, id, rule, due_on)
  select of_district, c.register, c.id, f.rule, (day_in(c.data ->> f.field) + f.after)::date
    from fresh f join record c on c.district = of_district and c.register = f.register
   where (f.statuses = '{}' or c.status = any (f.statuses)) and day_in(c.data ->> f.field) is not null
  on conflict (district, register, id, rule) do nothing;
  get diagnostics kept = row_count;
  return kept;
end
$$;
