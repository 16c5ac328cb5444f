-- Searching also narrows by the state that lists show: the outcome where there is one, else the state.

drop function search_cases;

-- Cases that hold a text, newest first, of those that the transaction's context may see (as case_file_seen says).
-- Definer: row security lets no index but those of leakproof comparisons be used, and array containment is none; the
-- owner passes it by when it is a superuser or has BYPASSRLS (for any other owner the answer is the same, slowly).
create function search_cases(
  of_district bpchar, sought text, before_at timestamptz, before_id text, of_parties text[], of_organ text,
  of_matter text, is_open boolean, of_state text, received_from timestamptz, received_to timestamptz, most integer
) returns table (id text, received_at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off set enable_indexscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  by_system constant boolean := context_system();
  account constant text := context_account();
  organs constant text[] := context_organs();
  known constant text[] := context_known();
  wanted constant text := search_text(sought);
  asked constant text[] := search_grams(sought) || array_remove(
    array['@' || of_organ, case when is_open then '!' end], null);
  -- One way to look for each reason a case may be seen for; '' where all of the district may be.
  scopes text[] := array[''];
  span record;
  month timestamptz;
  keys text[];
  found integer := 0;
  more integer;
begin
  if of_district is distinct from context_district() and not context_whole() then return; end if;
  if of_parties is not null then
    scopes := of_parties;
  elsif not by_system and coalesce(current_setting('yiwang.places', true), '') = '' then
    scopes := array(select '@' || organ from unnest(organs) as organ where organ <> '')
      || array(select '~' || each from unnest(known) as each) || ('#' || account);
  end if;
  span := span_of_cases(of_district);
  month := date_trunc('month', least(before_at, received_to, span.newest) at time zone 'UTC') at time zone 'UTC';
  while month + interval '1 month' > greatest(span.oldest, received_from) and found < most loop
    keys := array(select gram_month(month) || key from unnest(asked) as key);
    return query
      -- A case that is found for two reasons is found once.
      select q.id, q.received_at from (
        select distinct p.id, p.received_at
          from unnest(scopes) as scope cross join lateral (
            select c.id, c.received_at from case_file c
             where case_keys(c.received_at, c.case_no, c.title, c.applicant_name, c.organ, c.applicant, c.in_name_of,
                             c.closed_at is null)
                     @> case when scope = '' then keys else keys || (gram_month(month) || scope) end
               and c.district = of_district
               and (by_system or c.applicant = account or c.in_name_of = any (known) or c.organ = any (organs)
                 or division_in_places(c.division))
               and (position(wanted in search_text(c.title)) > 0
                 or position(wanted in search_text(c.applicant_name)) > 0
                 or position(wanted in search_text(c.case_no)) > 0)
               and (before_at is null or (c.received_at, c.id) < (before_at, before_id))
               and (of_organ is null or c.organ = of_organ)
               and (of_matter is null or c.matter = of_matter)
               and (is_open is null or (c.closed_at is null) = is_open)
               and (of_state is null or coalesce(c.outcome, c.state, 'received') = of_state)
               and (received_from is null or c.received_at >= received_from)
               and (received_to is null or c.received_at < received_to)
             order by c.received_at desc, c.id desc limit most - found) as p) as q
       order by q.received_at desc, q.id desc limit most - found;
    get diagnostics more = row_count;
    found := found + more;
    month := month - interval '1 month';
  end loop;
end
$$;
