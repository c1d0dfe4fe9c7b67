import type { Lab } from '../../lib/colour.ts'
import type { FacetQuery, Filter, Likeness, SearchQuery } from '../query.ts'
import { COLOUR_SHARE_BONUS } from '../ranking.ts'
import { compileLift } from './compile-lift.ts'
import { compileScore, compileText, compileWordless } from './compile-text.ts'
import type { Sql } from './sql.ts'
import { TAG_KINDS } from './tables.ts'

/** Newest first, also among equally good matches (contract 16, Order). */
export const NEWEST = 'd.createdMs desc, d.id desc'

/** The documents that match a query; page, total and facets share this. */
export function compileMatches(query: SearchQuery, more: readonly Sql[] = []): Sql {
  const words = query.text && compileText(query.text)
  const sources = [
    ...(query.like ? [compileLikeness(query.like)] : []),
    ...(words === null ? [] : [{ sql: 'words', values: [] }]),
  ]
  const joined = [{ sql: 'document d', values: [] }, ...sources]
  const conditions = and([
    ...(query.like ? [{ sql: 'd.id = similar.id', values: [] }] : []),
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

/** The conditions of all of these filters for a document `d`. */
export const compileFilters = (filters: readonly Filter[]): Sql => and(filters.map(compileFilter))

function and(conditions: readonly Sql[]): Sql {
  return {
    sql: conditions.map(({ sql }) => sql).join(' and ') || 'true',
    values: conditions.flatMap(({ values }) => values),
  }
}

function or(alternatives: readonly Sql[]): Sql {
  return {
    sql: `(${alternatives.map(({ sql }) => sql).join(' or ') || 'false'})`,
    values: alternatives.flatMap(({ values }) => values),
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

/** Stores the matches in the table `matched`, so that several facets do not search for them again. */
export function compileFill({ sql, values }: Sql): Sql {
  return { sql: `insert into matched select d.id, d.artistId ${sql}`, values }
}

/** The documents in `matched`, joined with what their order needs. */
export function compileMatched(query: SearchQuery): Sql {
  return compileMatches({ ...query, filters: [] }, [{ sql: 'd.id in (select id from matched)', values: [] }])
}

/** The values of a facet among the documents in `matched`, with exact counts. */
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

/** The documents that share tags with an asset, with their likeness: rare tags weigh more than frequent ones. */
function compileLikeness({ assetId, tags }: Likeness): Sql {
  const given = JSON.stringify(tags.map(({ of, id, weight }) => [TAG_KINDS[of], id, weight]))
  return {
    sql: `(with given as materialized (
             select json_extract(value, '$[0]') as kind, json_extract(value, '$[1]') as value,
                    json_extract(value, '$[2]') as weight from json_each(?)),
           weighted as materialized (
             select kind, value, tag_weight(weight, (select count(*) from tag t where t.kind = given.kind and t.value = given.value)) as weight
             from given)
           select tag.id, sum(weight) as likeness from weighted join tag using (kind, value)
           where tag.id <> ? group by tag.id) similar`,
    values: [given, assetId],
  }
}

function compileFilter(filter: Filter): Sql {
  if ('tags' in filter) return compileTags(filter)
  if ('anyOf' in filter) return or(filter.anyOf.map(compileFilters))
  if ('offeredIn' in filter) return compileOffered(filter.offeredIn)
  if ('colour' in filter) {
    const { colour, within } = filter
    const distance = squaredDistance(colour)
    return {
      sql: `d.id in (select id from colour where ${distance.sql} <= ?)`,
      values: [...distance.values, within * within],
    }
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

/**
 * `offered` is null if it is offered everywhere, 1 if its territories list the allowed countries, 0 if the denied ones.
 */
function compileOffered(country: number): Sql {
  const isListed = 'exists (select 1 from territory where territory.id = d.id and territory.country = ?)'
  return { sql: `(d.offered is null or d.offered = ${isListed})`, values: [country] }
}

/** Finds a row if any document has no file, which the index `document_pictured` makes fast. */
export const ANY_WITHOUT_FILE: Sql = {
  sql: 'select 1 from (select pixels = 0 as isBare from document order by pixels = 0 desc limit 1) where isBare',
  values: [],
}

/** The order of a query; without words the best match is the newest. */
function compileOrder(query: SearchQuery): Sql {
  const { sort, text, like, boostedCountry = null } = query
  switch (sort.by) {
    case 'best': {
      if (like) return { sql: `similar.likeness desc, ${NEWEST}`, values: [] }
      if (!text || text.clauses.length === 0)
        return boostedCountry === null
          ? { sql: NEWEST, values: [] }
          : { sql: `d.country is ? desc, ${NEWEST}`, values: [boostedCountry] }
      const score = compileScore(text, 'd.id', compileLift(query))
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
      const { sql, values } = squaredDistance(sort.to)
      return {
        sql: `(select min(${sql} - ${COLOUR_SHARE_BONUS} * share) from colour where colour.id = d.id) nulls last, ${NEWEST}`,
        values,
      }
    }
  }
}

/** The squared distance (CIE76) of a row of `colour` from a colour. */
const squaredDistance = ({ l, a, b }: Lab): Sql => ({
  sql: '(l - ?) * (l - ?) + (a - ?) * (a - ?) + (b - ?) * (b - ?)',
  values: [l, l, a, a, b, b],
})

const MAX_PLACEHOLDERS = 8

/** The right side of `in`. A long list is passed as one value, because SQLite limits the number of placeholders. */
function list(values: readonly (string | number)[]): Sql {
  if (values.length <= MAX_PLACEHOLDERS) return { sql: `(${values.map(() => '?').join(', ')})`, values }
  return { sql: '(select value from json_each(?))', values: [JSON.stringify(values)] }
}
