-- Finding cases by any part of their number, title or applicant's name, among a million. A text is cut into pairs of
-- neighbouring signs (Chinese has no spaces to cut at; a case number is cut in threes), and an inverted index over the
-- pairs answers. Plain arrays and GIN: pg_trgm would not help (PGlite loads it apart; two signs make no trigram).

-- Lower case, full-width forms as ordinary ones: how both the kept and the sought text are compared.
create function search_text(told text) returns text language sql immutable strict parallel safe
  return lower(normalize(told, NFKC));

-- The grams of a text: runs of a-z and 0-9 in threes, everything else in pairs. Shorter runs give none.
create function search_grams(told text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  run text;
  width integer;
  grams text[] := '{}';
begin
  foreach run in array regexp_split_to_array(
    regexp_replace(search_text(told), '([a-z0-9]+)', ' \1 ', 'g'), '\s+') loop
    width := case when run ~ '^[a-z0-9]' then 3 else 2 end;
    for place in 1 .. length(run) - width + 1 loop
      grams := grams || substr(run, place, width);
    end loop;
  end loop;
  return grams;
end
$$;

-- The month that a case was received in, as 2211: put before every gram. So a search goes month by month from the
-- newest, and reads no more than one month of a text that every tenth case holds.
create function gram_month(moment timestamptz) returns text language sql immutable strict parallel safe
  return lpad((extract(year from moment at time zone 'UTC') % 100 * 100
             + extract(month from moment at time zone 'UTC'))::integer::text, 4, '0');

-- What a case is found by: its grams, and whose it is (@organ, #applicant) and that it is open (!), so that what many
-- cases hold but few may see, or few are open of, is not read either.
create function case_keys(
  received_at timestamptz, case_no text, title text, applicant_name text, organ text, applicant text, is_open boolean
) returns text[] language plpgsql immutable parallel safe as $$
declare
  month constant text := gram_month(received_at);
  key text;
  keys text[] := array[month || '@' || organ, month || '#' || applicant];
begin
  if is_open then keys := keys || (month || '!'); end if;
  foreach key in array search_grams(case_no) || search_grams(title) || search_grams(applicant_name) loop
    keys := keys || (month || key);
  end loop;
  return keys;
end
$$;

-- A short pending list: a search reads all of it.
create index case_file_by_key on case_file
  using gin (case_keys(received_at, case_no, title, applicant_name, organ, applicant, closed_at is null))
  with (gin_pending_list_limit = 256);

-- Tasks offered to single people are few.
create index task_open_by_candidate on task (district, due_at, case_id, id)
  where status = 'open' and candidate_users <> '{}';

-- From when to when there are cases; with index scans on, for the search below has them off.
create function span_of_cases(of_district bpchar, out oldest timestamptz, out newest timestamptz) language plpgsql
stable security definer set search_path = pg_catalog, public set enable_indexscan = on as $$
begin
  select c.received_at into oldest from case_file c where c.district = of_district order by c.received_at, c.id limit 1;
  select c.received_at into newest from case_file c where c.district = of_district
   order by c.received_at desc, c.id desc limit 1;
end
$$;

-- Cases that hold a text, newest first, of those that the transaction's context may see (as case_file_seen says).
-- Definer: row security lets no index but those of leakproof comparisons be used, and array containment is none; the
-- owner passes it by when it is a superuser or has BYPASSRLS (for any other owner the answer is the same, slowly).
create function search_cases(
  of_district bpchar, sought text, before_at timestamptz, before_id text, of_applicant text, of_organ text,
  of_matter text, is_open boolean, received_from timestamptz, received_to timestamptz, most integer
) returns table (id text, received_at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, public
set enable_seqscan = off set enable_indexscan = off set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  by_system constant boolean := context_system();
  account constant text := context_account();
  organs constant text[] := context_organs();
  wanted constant text := search_text(sought);
  asked constant text[] := search_grams(sought) || array_remove(
    array['@' || of_organ, '#' || of_applicant, case when is_open then '!' end], null);
  -- One way to look for each reason a case may be seen for; '' where all of the district may be.
  scopes text[] := array[''];
  span record;
  month timestamptz;
  keys text[];
  found integer := 0;
  more integer;
begin
  if of_district is distinct from context_district() and not context_whole() then return; end if;
  if not by_system and coalesce(current_setting('yiwang.places', true), '') = '' then
    scopes := array(select '@' || organ from unnest(organs) as organ where organ <> '') || ('#' || account);
  end if;
  span := span_of_cases(of_district);
  month := date_trunc('month', least(before_at, received_to, span.newest) at time zone 'UTC') at time zone 'UTC';
  while month + interval '1 month' > greatest(span.oldest, received_from) and found < most loop
    keys := array(select gram_month(month) || key from unnest(asked) as key);
    return query
      select q.id, q.received_at
        from unnest(scopes) as scope cross join lateral (
          select c.id, c.received_at from case_file c
           where case_keys(c.received_at, c.case_no, c.title, c.applicant_name, c.organ, c.applicant, c.closed_at is null)
                   @> case when scope = '' then keys else keys || (gram_month(month) || scope) end
             and c.district = of_district
             and (by_system or c.applicant = account or c.organ = any (organs) or division_in_places(c.division))
             and not (starts_with(scope, '#') and c.organ = any (organs))
             and (position(wanted in search_text(c.title)) > 0
               or position(wanted in search_text(c.applicant_name)) > 0
               or position(wanted in search_text(c.case_no)) > 0)
             and (before_at is null or (c.received_at, c.id) < (before_at, before_id))
             and (of_applicant is null or c.applicant = of_applicant)
             and (of_organ is null or c.organ = of_organ)
             and (of_matter is null or c.matter = of_matter)
             and (is_open is null or (c.closed_at is null) = is_open)
             and (received_from is null or c.received_at >= received_from)
             and (received_to is null or c.received_at < received_to)
           order by c.received_at desc, c.id desc limit most - found) as q
       order by q.received_at desc, q.id desc limit most - found;
    get diagnostics more = row_count;
    found := found + more;
    month := month - interval '1 month';
  end loop;
end
$$;
