-- For whom a transaction runs. Row level security reads these settings; without them no row is seen.
-- The application works as yiwang_app, which has neither SUPERUSER nor BYPASSRLS.

do $$
begin
  if not exists (select from pg_roles where rolname = 'yiwang_app') then
    create role yiwang_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same server created the role at the same moment
end
$$;

grant usage on schema public to yiwang_app;

-- bpchar, so that comparing it with a char(6) column can use that column's index.
create function context_district() returns bpchar language sql stable parallel safe
  return nullif(current_setting('yiwang.district', true), '')::bpchar;

create function context_account() returns text language sql stable parallel safe
  return nullif(current_setting('yiwang.account', true), '');

create function context_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('yiwang.system', true), '') = 'on';

-- The whole store (every district): only for the system, and only when asked for by '*'.
create function context_whole() returns boolean language sql stable parallel safe
  return coalesce(current_setting('yiwang.system', true), '') = 'on'
     and coalesce(current_setting('yiwang.district', true), '') = '*';

create function context_organs() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(current_setting('yiwang.organs', true), ''), ',');

create function context_roles() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(current_setting('yiwang.roles', true), ''), ',');

-- Prefixes of the divisions that a leader or an auditor looks after.
create function context_places() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(current_setting('yiwang.places', true), ''), ',');

-- 210311 (district), 210311102000 (street), 210311102200 (community): the part that its places share.
create function division_prefix(code text) returns text language sql immutable strict parallel safe
  return case
    when length(code) = 12 and right(code, 6) = '000000' then left(code, 6)
    when length(code) between 9 and 12 and right(code, 3) = '000' then left(code, -3)
    else code
  end;

create function division_in_places(division text) returns boolean language sql stable parallel safe
  return exists (select from unnest(context_places()) as place where place <> '' and starts_with(division, place));

-- {district, account, roles, organs, divisions}; account null = the system itself. Lasts for the transaction.
create function set_context(context jsonb) returns void language plpgsql as $$
begin
  perform
    set_config('yiwang.district', context ->> 'district', true),
    set_config('yiwang.account', coalesce(context ->> 'account', ''), true),
    set_config('yiwang.system', case when context ->> 'account' is null then 'on' else '' end, true),
    set_config('yiwang.organs',
      (select coalesce(string_agg(value, ','), '') from jsonb_array_elements_text(context -> 'organs')), true),
    set_config('yiwang.roles',
      (select coalesce(string_agg(value, ','), '') from jsonb_array_elements_text(context -> 'roles')), true),
    set_config('yiwang.places',
      case when context -> 'roles' ?| array['leader', 'auditor']
        then (select coalesce(string_agg(division_prefix(value), ','), '')
                from jsonb_array_elements_text(context -> 'divisions'))
        else '' end, true);
end
$$;
-- An instant inside JSON in the ledger's one text form: 2022-09-30T02:00:00.000Z.
create function instant_text(moment timestamptz) returns text language sql immutable strict parallel safe
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
