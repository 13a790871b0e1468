-- Versions of signals that are made from a model: how, as data. A recipe is never changed and never
-- taken away, so that a version means the same for ever; a dropped one may be computed again.
create table signal_recipes (
  signal text not null,
  version integer not null,
  recipe jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (signal, version)
);

create function refuse_change_of_recipe() returns trigger language plpgsql as $$
begin
  raise exception 'the recipe of % is never changed: add another version', old.signal || '@' || old.version;
end $$;
create trigger signal_recipes_never_change before update or delete on signal_recipes
  for each row execute function refuse_change_of_recipe();
