-- What people did with items, as products tell it; kept for as many days as retention says.
create table engagement_events (
  -- Who sent it, within whose events the id is unique: an event that is sent again is there already.
  consumer text not null,
  id text not null,
  user_id text not null,
  item text not null,
  kind text not null,
  at timestamptz not null,
  surface text,
  request text,
  received_at timestamptz not null,
  seq bigint not null generated always as identity,
  primary key (consumer, id)
);
create index engagement_events_user on engagement_events (user_id, at desc);
create index engagement_events_item on engagement_events (item, at desc);
-- Events come about in the order of their time.
create index engagement_events_at on engagement_events using brin (at);

-- People who asked to be forgotten: their events of until then are not taken again. An HMAC-SHA-256
-- of the user's id by the secret of deletions: it tells nobody who that was.
create table forgotten_users (
  user_hash text primary key,
  at timestamptz not null
);
