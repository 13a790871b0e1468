-- How much a consumer may ask; null for as much as it likes.
alter table consumers
  add column requests_per_second double precision check (requests_per_second > 0),
  add column items_per_day bigint check (items_per_day > 0);
