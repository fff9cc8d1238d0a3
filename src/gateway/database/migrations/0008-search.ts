import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * `searchText` has the folded text of every message that can be found, at its place: the number of its channel in the
 * upper bits, its own in the lower ones. `searchGram` is the index over it and follows it by itself; it holds no text,
 * and which texts have three characters in a row, but not where.
 */
const statements = [
  `create table channelNumber (
    number integer primary key, channelId text not null unique references channel (id) on delete cascade
  )`,
  `insert into channelNumber (channelId) select id from channel order by id`,
  `create trigger channelGetsNumber after insert on channel begin
    insert into channelNumber (channelId) values (new.id);
  end`,
  `create table searchText (place integer primary key, text text not null)`,
  `create virtual table searchGram using fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
  )`,
  // What is indexed at once before it is written: sixteen times the usual, for what is here already.
  `insert into searchGram (searchGram, rank) values ('hashsize', 16777216)`,
  `create trigger searchTextAdded after insert on searchText begin
    insert into searchGram (rowid, text) values (new.place, new.text);
  end`,
  `create trigger searchTextGone after delete on searchText begin
    delete from searchGram where rowid = old.place;
  end`,
  `create trigger channelLosesTexts before delete on channel begin
    delete from searchText where place >= (select number from channelNumber where channelId = old.id) << 40
      and place < ((select number from channelNumber where channelId = old.id) + 1) << 40;
  end`,
  `insert into searchText (place, text)
    select (number << 40) | seq, fold(content) from message join channelNumber using (channelId)
    where retractedAt is null and content <> '' order by 1`,
]

/** What is said can be found. */
export const search: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
