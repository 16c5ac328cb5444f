-- Messages outside (外发消息): what a notice says goes by e-mail or text message to those who chose so, each recorded
-- and sent once. Addresses are personal data of the account and stand nowhere else; what was sent keeps them masked.

create table message_setting (
  district char(6) not null,
  account text not null,
  email text,
  mobile text,
  by_email boolean not null,
  by_sms boolean not null,
  -- Nothing is sent between the two, by China's clock (HH:MM); null sends at any hour.
  quiet_from text,
  quiet_to text,
  language text not null check (language in ('zh', 'en')),
  updated_at timestamptz not null,
  primary key (district, account),
  foreign key (district, account) references account (district, id)
);

create table outgoing_message (
  district char(6) not null,
  -- The notice, the account and the channel: never two for one event.
  id text not null,
  account text not null,
  channel text not null check (channel in ('email', 'sms')),
  template text not null,
  content jsonb not null,
  to_masked text not null,
  state text not null check (state in ('waiting', 'sent', 'dropped')),
  attempts integer not null default 0,
  provider_id text,
  fault text,
  ordered_at timestamptz not null,
  sent_at timestamptz,
  primary key (district, id),
  foreign key (district, account) references account (district, id)
);
create index outgoing_message_by_account on outgoing_message (district, account, ordered_at desc, id desc);

alter table message_setting enable row level security;
alter table message_setting force row level security;
create policy message_setting_own on message_setting
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())))
  with check ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));

alter table outgoing_message enable row level security;
alter table outgoing_message force row level security;
create policy outgoing_message_seen on outgoing_message for select
  using ((district = (select context_district()) or (select context_whole()))
         and ((select context_system()) or account = (select context_account())));
create policy outgoing_message_written on outgoing_message for all
  using ((district = (select context_district()) or (select context_whole())) and (select context_system()))
  with check ((district = (select context_district()) or (select context_whole())) and (select context_system()));
grant select, insert, update, delete on message_setting, outgoing_message to yiwang_app;
