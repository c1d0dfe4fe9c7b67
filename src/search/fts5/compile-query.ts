import type { FacetQuery, Filter, Likeness, SearchQuery } from '../query.ts'
import { COLOUR_SHARE_PULL, OWN_COUNTRY_LIFT } from '../ranking.ts'
import { compileScore, compileText, compileWordless } from './compile-text.ts'
import type { Sql } from './sql.ts'
import { TAG_KINDS } from './tables.ts'

/** What matches equally well comes newest first (contract 16, Order). */
export const NEWEST = 'd.createdMs desc, d.id desc'

/** Page, total and facets of one query share this: which documents match. */
export function compileMatches(query: SearchQuery, more: readonly Sql[] = []): Sql {
  const words = query.text && compileText(query.text)
  const sources = [
    ...(query.like ? [compileLikeness(query.like)] : []),
    ...(words === null ? [] : [{ sql: 'words', values: [] }]),
  ]
  const joined = [{ sql: 'document d', values: [] }, ...sources]
  const conditions = and([
    ...(query.like ? [{ sql: 'd.id = alike.id', values: [] }] : []),
    ...(words === null ? [] : [{ sql: 'd.id = words.rowid and words match ?', values: [words] }]),
    ...(query.text ? compileWordless(query.text, 'words', 'd.id') : []),
    ...query.filters.map(compileFilter),
    ...more,
  ])
  return {
    sql: `from ${joined.map(({ sql }) => sql).join(', ')} where ${conditions.sql}`,
    values: [...joined.flatMap(({ values }) => values), ...conditions.values],
  }
}

/** What all of these filters let pass of the documents `d`. */
export const compileFilters = (filters: readonly Filter[]): Sql => and(filters.map(compileFilter))

function and(conditions: readonly Sql[]): Sql {
  return {
    sql: conditions.map(({ sql }) => sql).join(' and ') || 'true',
    values: conditions.flatMap(({ values }) => values),
  }
}

/** The ids of one page, in order. */
export function compilePage(query: SearchQuery, matches: Sql): Sql {
  const order = compileOrder(query)
  const first = query.picturedFirst ? 'd.pixels = 0, ' : ''
  return {
    sql: `select d.id ${matches.sql} order by ${first}${order.sql} limit ? offset ?`,
    values: [...matches.values, ...order.values, query.page.size, query.page.offset],
  }
}

/** Puts what matches into the table `matched`, so that several questions about it find it once. */
export function compileFill({ sql, values }: Sql): Sql {
  return { sql: `insert into matched select d.id, d.artistId ${sql}`, values }
}

/** The same documents as the query that filled `matched`, with what their order needs. */
export function compileMatched(query: SearchQuery): Sql {
  return compileMatches({ ...query, filters: [] }, [{ sql: 'd.id in (select id from matched)', values: [] }])
}

/** Each value of a facet among what is in `matched`, with its exact count. */
export function compileFacet(facet: FacetQuery): Sql {
  if (facet.of === 'artist') {
    const counted = 'select artistId as id, count(*) as count from matched where artistId is not null'
    return { sql: `${counted} group by artistId`, values: [] }
  }
  const [column, value] = facet.of === 'keyword' ? ['type', facet.type] : ['kind', TAG_KINDS[facet.of]]
  return {
    sql: `select value as id, count(*) as count from tag
          where ${column} = ? and id in (select id from matched) group by value`,
    values: [value],
  }
}

/** What shares tags with an asset, and how much: a tag that few have says more than one that many have. */
function compileLikeness({ assetId, tags }: Likeness): Sql {
  const given = JSON.stringify(tags.map(({ of, id, weight }) => [TAG_KINDS[of], id, weight]))
  return {
    sql: `(with given as materialized (
             select json_extract(value, '$[0]') as kind, json_extract(value, '$[1]') as value,
                    json_extract(value, '$[2]') as weight from json_each(?)),
           weighed as materialized (
             select kind, value, tag_weight(weight, (select count(*) from tag t where t.kind = given.kind and t.value = given.value)) as weight
             from given)
           select tag.id, sum(weight) as likeness from weighed join tag using (kind, value)
           where tag.id <> ? group by tag.id) alike`,
    values: [given, assetId],
  }
}

function compileFilter(filter: Filter): Sql {
  if ('tags' in filter) return compileTags(filter)
  if ('offeredIn' in filter) return compileOffered(filter.offeredIn)
  if ('colour' in filter) {
    const { colour, within } = filter
    const near = 'select id from colour where (l - ?) * (l - ?) + (a - ?) * (a - ?) + (b - ?) * (b - ?) <= ?'
    const { l, a, b } = colour
    return { sql: `d.id in (${near})`, values: [l, l, a, a, b, b, within * within] }
  }
  if ('in' in filter) {
    const { sql, values } = list(filter.in)
    return { sql: `d.${filter.field} in ${sql}`, values }
  }
  if ('notIn' in filter) {
    const { sql, values } = list(filter.notIn)
    return { sql: `(d.${filter.field} is null or d.${filter.field} not in ${sql})`, values }
  }
  return and([
    ...(filter.from === undefined ? [] : [{ sql: `d.${filter.field} >= ?`, values: [filter.from] }]),
    ...(filter.to === undefined ? [] : [{ sql: `d.${filter.field} <= ?`, values: [filter.to] }]),
  ])
}

function compileTags({ tags, of, ids }: Extract<Filter, { tags: string }>): Sql {
  const within = (values: readonly number[]): Sql => {
    const { sql, values: bound } = list(values)
    return {
      sql: `d.id in (select id from tag where kind = ${TAG_KINDS[of]} and value in ${sql})`,
      values: bound,
    }
  }
  if (tags === 'all') return and(ids.map((id) => within([id])))
  const any = within(ids)
  return { sql: tags === 'none' ? `not (${any.sql})` : any.sql, values: any.values }
}

/** `offered` is null for what is offered everywhere, 1 where its countries are those that have it, 0 where not. */
function compileOffered(country: number): Sql {
  const named = 'exists (select 1 from territory where territory.id = d.id and territory.country = ?)'
  return { sql: `(d.offered is null or d.offered = ${named})`, values: [country] }
}

/** Whether any document has no file, which `document_pictured` knows at once. */
export const UNPICTURED: Sql = {
  sql: 'select 1 from (select pixels = 0 as isBare from document order by pixels = 0 desc limit 1) where isBare',
  values: [],
}

/** Without words the best match is the newest. */
function compileOrder(query: SearchQuery): Sql {
  const { sort, text, like, lift = null } = query
  switch (sort.by) {
    case 'best': {
      if (like) return { sql: `alike.likeness desc, ${NEWEST}`, values: [] }
      const isOwn = lift === null ? { sql: '', values: [] } : { sql: 'd.country is ?', values: [lift] }
      if (!text || text.clauses.length === 0)
        return lift === null
          ? { sql: NEWEST, values: [] }
          : { sql: `${isOwn.sql} desc, ${NEWEST}`, values: isOwn.values }
      const factor =
        lift === null ? null : { sql: `iif(${isOwn.sql}, ${OWN_COUNTRY_LIFT}, 1)`, values: isOwn.values }
      const score = compileScore(text, 'd.id', factor)
      return { sql: `${score.sql}, ${NEWEST}`, values: score.values }
    }
    case 'newest':
      return { sql: NEWEST, values: [] }
    case 'oldest':
      return { sql: 'd.createdMs nulls last, d.id', values: [] }
    case 'quality':
      return { sql: `d.pixels = 0, d.qualityRank, ${NEWEST}`, values: [] }
    case 'popular':
      return { sql: `d.popularity desc, ${NEWEST}`, values: [] }
    case 'random':
      return { sql: 'daily_shuffle(d.id, ?), d.id', values: [sort.day] }
    case 'colour': {
      const { l, a, b } = sort.to
      const distance = '(l - ?) * (l - ?) + (a - ?) * (a - ?) + (b - ?) * (b - ?)'
      return {
        sql: `(select min(${distance} - ${COLOUR_SHARE_PULL} * share) from colour where colour.id = d.id), ${NEWEST}`,
        values: [l, l, a, a, b, b],
      }
    }
  }
}

const MAX_MARKS = 8

/** The right side of `in`: a long list is one value, for SQLite has a limit of question marks. */
function list(values: readonly (string | number)[]): Sql {
  if (values.length <= MAX_MARKS) return { sql: `(${values.map(() => '?').join(', ')})`, values }
  return { sql: '(select value from json_each(?))', values: [JSON.stringify(values)] }
}
