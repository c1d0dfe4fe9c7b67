import { ONE_VALUE_FIELDS, RANGE_FIELDS } from '../query.ts'
import { NEVER_MS } from '../search-index.ts'

/** Incremented when the tables or the analysis change: an index of another version is recreated when it is opened. */
const VERSION = 20

/** The fields of a document that queries filter and sort by, each of which is a column of the table `document`. */
export const COLUMNS = [...ONE_VALUE_FIELDS, ...RANGE_FIELDS, 'country', 'popularity'] as const

const CREATE = `
  create table position (seq integer not null, revision integer not null);
  insert into position values (0, 0);
  create table document (
    id integer primary key, mediaKind text not null, family text not null, orientation text, fileType text, graphicalStyle text not null,
    brand text not null, series text, digitalSource text, collectionId integer not null, artistId integer,
    embedding integer not null, licenseModel text not null, country integer, pixels integer, qualityRank integer not null,
    popularity integer not null, createdMs integer, visibleFromMs integer not null,
    visibleUntilMs integer not null, isReleased integer not null, isExclusive integer,
    clipMs integer, frameRate text, aspectRatio text, lines integer, videoType text, offered integer
  );
  create index document_newest on document (createdMs, id);
  create index document_pictured on document (pixels = 0, createdMs desc, id desc);
  create index document_popular on document (popularity, createdMs, id);
  create index document_lifted on document (id) where popularity > 0 or qualityRank < 3;
  create index document_news on document (createdMs) where family = 'editorial';
  create index document_country on document (country) where country is not null;
  create index document_series on document (series);
  create index document_family on document (family);
  create index document_media on document (mediaKind);
  create index document_later on document (visibleFromMs) where visibleFromMs <> 0;
  create index document_until on document (visibleUntilMs) where visibleUntilMs <> ${NEVER_MS};
  create index document_offered on document (offered) where offered is not null;
  create table tag (
    kind integer not null, value integer not null, id integer not null, type text, primary key (kind, value, id)
  ) without rowid;
  create index tag_id on tag (id);
  create index tag_type on tag (type, value, id) where type is not null;
  create table territory (
    id integer not null, country integer not null, primary key (id, country)
  ) without rowid;
  create table colour (id integer not null, l real not null, a real not null, b real not null, share real not null);
  create index colour_id on colour (id);
  create virtual table words using fts5 (
    title, keywords, caption, context, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  create virtual table written using fts5 (
    word, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none
  );
  create virtual table writtenTerms using fts5vocab (written, row);
  create table name (
    kind text not null, folded text not null, value not null, primary key (kind, folded, value)
  ) without rowid;
  create table event (id integer primary key, startMs integer, segments integer not null);
  create index event_start on event (startMs, id);
  create virtual table eventWords using fts5 (
    name, context, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  pragma user_version = ${VERSION};
`
/** Tables that earlier versions had. */
const FORMER_TABLES = ['documentKeyword', 'vocabulary']
const TABLES = Array.from(CREATE.matchAll(/create (?:virtual )?table (\w+)/g), ([, name]) => name)

/** Recreates all tables, whatever the version of the index. */
export const RECREATE =
  [...TABLES, ...FORMER_TABLES].map((name) => `drop table if exists ${name};`).join('\n') + CREATE

/** Returns whether an index with this version can be used as it is. */
export const isCurrent = (version: unknown): boolean => version === VERSION

/**
 * The matches of one query, from which facets are counted. The table belongs to the connection and is emptied before it
 * is filled. It has the artist because every search with facets counts artists.
 */
export const CREATE_MATCHED =
  'create temp table if not exists matched (id integer primary key, artistId integer)'

/** The numbers of the kinds of tags in the table `tag`. */
export const TAG_KINDS = { keyword: 1, event: 2, segment: 3, artist: 4 } as const
