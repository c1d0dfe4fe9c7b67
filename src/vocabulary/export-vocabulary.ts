import { findLabels, type Label } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { toCsvLine } from '../lib/csv-row.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { joinCell } from './parse-values.ts'
import { columnOf } from './read-csv.ts'
import { KEYWORDS, SKOS, TYPES } from './read-skos.ts'

const BATCH = 500

/** A keyword of the library with its labels and broader keywords. */
type ExportedKeyword = {
  readonly id: number
  readonly type: string
  /** By language, the preferred label first. */
  readonly labels: ReadonlyMap<Language, readonly string[]>
  readonly broader: readonly number[]
}

const broaderByIds = queryByIds<{ keywordId: number; broaderId: number }>((db, ids) =>
  db.selectFrom('keywordBroader').selectAll().where('keywordId', 'in', ids).orderBy('broaderId'),
)

/**
 * Yields all keywords of the library, ordered by id, as a CSV file that `importVocabulary` reads. Keywords that an
 * ingest created from plain words are included, so that they can be given translations and broader keywords.
 */
export async function* exportCsv(db: Db): AsyncGenerator<string> {
  const rows = await db.selectFrom('keywordLabel').select('language').distinct().execute()
  const others = rows.map(({ language }) => language).filter((language) => language !== DEFAULT_LANGUAGE)
  const languages = [DEFAULT_LANGUAGE, ...others.sort()]
  yield `id,type,broader,${languages.map(columnOf).join(',')}\n`
  for await (const { id, type, labels, broader } of exportedKeywords(db)) {
    const cells = languages.map((language) => joinCell(labels.get(language) ?? []))
    yield toCsvLine([String(id), type, broader.join('|'), ...cells])
  }
}

/** Like `exportCsv`, as a SKOS vocabulary in JSON-LD. */
export async function* exportSkos(db: Db): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify({ skos: SKOS, vitrine: TYPES })},"@graph":[`
  let separator = '\n'
  for await (const keyword of exportedKeywords(db)) {
    yield separator + JSON.stringify(toConcept(keyword))
    separator = ',\n'
  }
  yield '\n]}\n'
}

function toConcept({ id, type, labels, broader }: ExportedKeyword) {
  const all = [...labels].flatMap(([language, texts]) =>
    texts.map((text, index) => ({ index, label: { '@language': language, '@value': text } })),
  )
  const synonyms = all.filter(({ index }) => index > 0)
  return {
    '@id': KEYWORDS + id,
    '@type': ['skos:Concept', `vitrine:${type}`],
    'skos:notation': String(id),
    'skos:prefLabel': all.filter(({ index }) => index === 0).map(({ label }) => label),
    ...(synonyms.length > 0 && { 'skos:altLabel': synonyms.map(({ label }) => label) }),
    ...(broader.length > 0 && { 'skos:broader': broader.map((above) => ({ '@id': KEYWORDS + above })) }),
  }
}

async function* exportedKeywords(db: Db): AsyncGenerator<ExportedKeyword> {
  for (let after = 0; ; ) {
    const keywords = await db
      .selectFrom('keyword')
      .select(['id', 'type', 'text'])
      .where('id', '>', after)
      // Keywords that are being merged into others are left out.
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
      .limit(BATCH)
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
        labels: labelsByLanguage(text, labels.get(id) ?? []),
        broader: (broader.get(id) ?? []).map(({ broaderId }) => broaderId),
      }
  }
}

function labelsByLanguage(text: string, labels: readonly Label[]): Map<Language, string[]> {
  const byLanguage = new Map<Language, string[]>()
  const own = { text, language: DEFAULT_LANGUAGE, isPreferred: true }
  const sorted = labels.toSorted(
    (a, b) => Number(b.isPreferred) - Number(a.isPreferred) || (a.text < b.text ? -1 : 1),
  )
  for (const label of sorted.length > 0 ? sorted : [own])
    byLanguage.set(label.language, [...(byLanguage.get(label.language) ?? []), label.text])
  return byLanguage
}
