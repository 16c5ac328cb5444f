-- Which record of which register an account is known as (认证主体): what is filed in the name of a record, and what
-- belongs to it, is the account's too. Set by an administrator with a reason, or by an issuer that is trusted for it;
-- every setting is an entry in the record's own chain, this table is what they add up to.

create table known_as (
  district char(6) not null,
  account text not null,
  register text not null check (register <> '' and position(':' in register) = 0),
  id text not null,
  -- Who says so: the people of the demonstration are known from the start.
  source text not null check (source in ('administrator', 'issuer', 'demonstration')),
  at timestamptz not null,
  primary key (district, account, register),
  foreign key (district, account) references account (district, id)
);
create index known_as_by_record on known_as (district, register, id);

insert into known_as (district, account, register, id, source, at)
select a.district, a.id, k.key, k.value,
       case when a.data ->> 'demo' = 'true' then 'demonstration' else 'administrator' end, a.created_at
  from account a, jsonb_each_text(a.data -> 'known') as k
 where jsonb_typeof(a.data -> 'known') = 'object';
update account set data = data - 'known' where data ? 'known';

alter table known_as enable row level security;
alter table known_as force row level security;
create policy known_as_seen on known_as for select using (
  (district = (select context_district()) or (select context_whole()))
  and ((select context_system()) or account = (select context_account())));
create policy known_as_written on known_as for all using (
  (district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on known_as to yiwang_app;

-- The records (register:key) that the reader is known as. A key may hold a comma, so they are told apart by lines.
create function context_known() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(current_setting('yiwang.known', true), ''), chr(10));

create function lines_joined(texts jsonb) returns text language plpgsql immutable as $$
declare
  joined text := '';
begin
  if texts is null then return ''; end if;
  for place in 0 .. jsonb_array_length(texts) - 1 loop
    joined := case when place = 0 then texts ->> place else joined || chr(10) || (texts ->> place) end;
  end loop;
  return joined;
end
$$;

create or replace function set_context(context jsonb) returns void language plpgsql as $$
declare
  told text;
begin
  told := set_config('yiwang.district', context ->> 'district', true);
  told := set_config('yiwang.account', coalesce(context ->> 'account', ''), true);
  told := set_config('yiwang.system', case when context ->> 'account' is null then 'on' else '' end, true);
  told := set_config('yiwang.organs', texts_joined(context -> 'organs'), true);
  told := set_config('yiwang.roles', texts_joined(context -> 'roles'), true);
  told := set_config('yiwang.places', places_of(context), true);
  told := set_config('yiwang.known', lines_joined(context -> 'knownAs'), true);
end
$$;
