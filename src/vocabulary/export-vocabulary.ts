import { findLabels, type Label } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { columnOf } from './read-csv.ts'
import { KEYWORDS, SKOS, TYPES } from './read-skos.ts'
import { joinCell } from './words.ts'

const AT_ONCE = 500

/** One keyword of the library with everything that the vocabulary says of it. */
type Entry = {
  readonly id: number
  readonly type: string
  /** The preferred word of each language first. */
  readonly words: ReadonlyMap<Language, readonly string[]>
  readonly broader: readonly number[]
}

const broaderByIds = queryByIds<{ keywordId: number; broaderId: number }>((db, ids) =>
  db.selectFrom('keywordBroader').selectAll().where('keywordId', 'in', ids).orderBy('broaderId'),
)

/**
 * All keywords of the library, by id, as a CSV file that `importVocabulary` reads; those too that ingest made of plain
 * words, so that they can be translated and arranged.
 */
export async function* exportCsv(db: Db): AsyncGenerator<string> {
  const rows = await db.selectFrom('keywordLabel').select('language').distinct().execute()
  const others = rows.map(({ language }) => language).filter((language) => language !== DEFAULT_LANGUAGE)
  const languages = [DEFAULT_LANGUAGE, ...others.sort()]
  yield `id,type,broader,${languages.map(columnOf).join(',')}\n`
  for await (const { id, type, words, broader } of entries(db)) {
    const cells = languages.map((language) => joinCell(words.get(language) ?? []))
    yield `${[String(id), type, broader.join('|'), ...cells].map(quoted).join(',')}\n`
  }
}

const quoted = (cell: string) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The same as a SKOS vocabulary in JSON-LD. */
export async function* exportSkos(db: Db): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify({ skos: SKOS, vitrine: TYPES })},"@graph":[`
  let between = '\n'
  for await (const entry of entries(db)) {
    yield between + JSON.stringify(toConcept(entry))
    between = ',\n'
  }
  yield '\n]}\n'
}

function toConcept({ id, type, words, broader }: Entry) {
  const labels = [...words].flatMap(([language, all]) =>
    all.map((text, index) => ({ index, label: { '@language': language, '@value': text } })),
  )
  const synonyms = labels.filter(({ index }) => index > 0)
  return {
    '@id': KEYWORDS + id,
    '@type': ['skos:Concept', `vitrine:${type}`],
    'skos:notation': String(id),
    'skos:prefLabel': labels.filter(({ index }) => index === 0).map(({ label }) => label),
    ...(synonyms.length > 0 && { 'skos:altLabel': synonyms.map(({ label }) => label) }),
    ...(broader.length > 0 && { 'skos:broader': broader.map((above) => ({ '@id': KEYWORDS + above })) }),
  }
}

async function* entries(db: Db): AsyncGenerator<Entry> {
  for (let after = 0; ; ) {
    const keywords = await db
      .selectFrom('keyword')
      .select(['id', 'type', 'text'])
      .where('id', '>', after)
      // Those that are going into another one are no keywords any more.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('rewording')
              .select('keywordId')
              .whereRef('rewording.keywordId', '=', 'keyword.id')
              .where('intoId', 'is not', null),
          ),
        ),
      )
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    const last = keywords.at(-1)
    if (!last) return
    after = last.id
    const ids = keywords.map(({ id }) => id)
    const labels = await findLabels(db, ids)
    const broader = Map.groupBy(await broaderByIds(db, ids), ({ keywordId }) => keywordId)
    for (const { id, type, text } of keywords)
      yield {
        id,
        type,
        words: toWords(text, labels.get(id) ?? []),
        broader: (broader.get(id) ?? []).map(({ broaderId }) => broaderId),
      }
  }
}

function toWords(text: string, labels: readonly Label[]): Map<Language, string[]> {
  const words = new Map<Language, string[]>()
  const own = { text, language: DEFAULT_LANGUAGE, isPreferred: true }
  const sorted = labels.toSorted(
    (a, b) => Number(b.isPreferred) - Number(a.isPreferred) || (a.text < b.text ? -1 : 1),
  )
  for (const label of sorted.length > 0 ? sorted : [own])
    words.set(label.language, [...(words.get(label.language) ?? []), label.text])
  return words
}
