-- The second wall for the tables whose rule is short: a row is seen by the system, or by whom the rule names.
-- No context means no row. Writing: see apply_step; the rest is written by the system or by its own account.

do $$
declare
  in_district constant text := '(district = (select context_district()) or (select context_whole()))';
  rule record;
begin
  for rule in
    select * from (values
      -- table, who besides the system may see a row, who besides the system may write it
      ('timer', 'false', 'false'),
      ('failure', 'organ = any ((select context_organs())::text[])', 'false'),
      ('fact_version', 'subject_visible(district, subject)', 'false'),
      ('number_sequence', 'true', 'true'),
      ('request', 'account = (select context_account())', 'account = (select context_account())'),
      ('record_version', 'subject_visible(district, ''record:'' || register || '':'' || id)', 'false'),
      ('personal', 'subject_visible(district, subject)', 'false'),
      ('anchor', 'true', 'false'),
      ('anchor_head', 'true', 'false'),
      ('file', 'true', 'true'), -- sizes and types by content hash; whose they are stands in the next two
      ('file_sent', 'account = (select context_account()) or exists (select from file_use u where u.district = file_sent.district and u.hash = file_sent.hash)', 'account = (select context_account())'),
      ('file_use', 'subject_visible(district, subject)', 'false'),
      ('outbox', 'false', 'false'),
      ('account', '(select context_account()) <> ''anonymous''', 'false'),
      ('account_secret', 'false', 'false'),
      ('post', '(select context_account()) <> ''anonymous''', 'false'),
      ('substitution', '(select context_account()) <> ''anonymous''', 'false'),
      ('login_failure', 'false', 'false'),
      ('session', 'false', 'false'),
      ('oidc_model', 'false', 'false'),
      ('draft', 'account = (select context_account())', 'account = (select context_account())'),
      ('access_log', 'about = (select context_account()) or account = (select context_account()) or (select context_roles()) && array[''auditor'']', 'account = (select context_account())'),
      ('published', 'true', 'false'),
      ('setting', 'false', 'false')
    ) as rules (name, seen, written)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('alter table %I force row level security', rule.name);
    execute format('create policy %I on %I for select using (%s and ((select context_system()) or (select context_account()) is not null and (%s)))',
      rule.name || '_seen', rule.name, in_district, rule.seen);
    execute format('create policy %I on %I for all using (%s and ((select context_system()) or (select context_account()) is not null and (%s))) with check (%s and ((select context_system()) or (select context_account()) is not null and (%s)))',
      rule.name || '_written', rule.name, in_district, rule.written, in_district, rule.written);
  end loop;
end
$$;

grant select, insert, update, delete on
  case_file, task, timer, failure, fact_version, number_sequence, request, record, record_version, personal,
  file, file_sent, file_use, document, outbox, account, account_secret, post, substitution, login_failure, session, oidc_model, draft,
  published, setting
  to yiwang_app;
-- The ledger, its anchors and the log of access are only ever added to.
grant select, insert on entry, anchor, anchor_head, access_log to yiwang_app;
grant select on ledger_epoch to yiwang_app;
