import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Asset, findAssets } from '../../../src/catalogue/asset.ts'
import { assetIds } from '../../../src/catalogue/list-assets.ts'
import type { Db } from '../../../src/db/database.ts'
import { toDocuments } from '../../../src/search/documents.ts'
import { allOf } from '../../../src/search/indexed-parts.ts'
import type { IndexDocument } from '../../../src/search/search-index.ts'
import { OPENSEARCH_FOLDER, openSearchArguments } from '../../../test/support/opensearch-program.ts'
import { type Started, startCommand } from '../processes.ts'
import { say } from '../report.ts'
import { factsOf, tagsOf } from './opensearch-requests.ts'

const JAVA_OPTIONS = ['-Xms1g', '-Xmx1g']
/** Weights of the texts, in tenths of an occurrence: close to those of our ranking. */
const WEIGHTS = { title: 20, keywords: 15, caption: 10, context: 5 } as const

/**
 * All texts in one field, each term once with its weighted frequency, and in another one with positions; facts as one field of
 * keywords. Only what answers show is kept as source.
 */
export const INDEX = {
  settings: {
    number_of_shards: 1,
    number_of_replicas: 0,
    refresh_interval: '-1',
    'requests.cache.enable': false,
    analysis: {
      analyzer: {
        words: { type: 'custom', tokenizer: 'whitespace' },
        weighted: { type: 'custom', tokenizer: 'whitespace', filter: ['frequency'] },
      },
      filter: { frequency: { type: 'delimited_term_freq', delimiter: '|' } },
    },
    similarity: { impact: { type: 'BM25', k1: 12, b: 0 } },
  },
  mappings: {
    dynamic: false,
    _source: { includes: ['shown'] },
    properties: {
      words: {
        type: 'text',
        analyzer: 'weighted',
        search_analyzer: 'words',
        index_options: 'freqs',
        norms: false,
        similarity: 'impact',
      },
      body: { type: 'text', analyzer: 'words', norms: false, position_increment_gap: 100 },
      facts: { type: 'keyword', norms: false, doc_values: false },
      created: { type: 'long' },
      popularity: { type: 'integer' },
      people: { type: 'keyword', norms: false, eager_global_ordinals: true },
      event: { type: 'keyword', norms: false, eager_global_ordinals: true },
      shown: { type: 'object', enabled: false },
    },
  },
}

/**
 * Starts OpenSearch 2.19 with the records of a library, which it indexes first unless that has been done; null where it is not
 * built.
 */
export async function openOpenSearch(work: string, db: Db, linkOf: (asset: Asset) => string) {
  if (!existsSync(OPENSEARCH_FOLDER)) {
    say('OpenSearch is left out: test/support/build-opensearch-server.ts builds it.')
    return null
  }
  const node = await startCommand('java', openSearchArguments(join(work, 'opensearch'), JAVA_OPTIONS))
  if ((await fetch(`${node.line}/pictures`, { method: 'HEAD' })).status === 404) await load(node, db, linkOf)
  await send(node, 'GET', '/_cluster/health?wait_for_status=yellow')
  return node
}

async function load(node: Started, db: Db, linkOf: (asset: Asset) => string): Promise<void> {
  say('OpenSearch indexes …')
  await send(node, 'PUT', '/pictures', JSON.stringify(INDEX))
  for await (const ids of assetIds(db)) {
    const [assets, { documents }] = await Promise.all([findAssets(db, ids), toDocuments(db, ids)])
    const lines = documents.flatMap((document) => [
      JSON.stringify({ index: { _id: String(document.id) } }),
      JSON.stringify({ ...fieldsOf(document), shown: summaryOf(assets.get(document.id)!, linkOf) }),
    ])
    await send(node, 'POST', '/pictures/_bulk?filter_path=errors', `${lines.join('\n')}\n`)
  }
  for (const path of ['_refresh', '_forcemerge?max_num_segments=1', '_refresh', '_flush'])
    await send(node, 'POST', `/pictures/${path}`)
}

/** Returns what that index stores of a document. */
export function fieldsOf(document: IndexDocument) {
  const frequencies = new Map<string, number>()
  for (const [text, weight] of Object.entries(WEIGHTS))
    for (const term of allOf(document[text as keyof typeof WEIGHTS], 'terms'))
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight)
  const tags = tagsOf(document)
  const idsOf = (kind: string, type: string | null) =>
    tags.filter((tag) => tag.of === kind && tag.type === type).map(({ id }) => String(id))
  return {
    words: Array.from(frequencies, ([term, frequency]) => `${term}|${frequency}`).join(' '),
    body: Object.keys(WEIGHTS).map((text) =>
      allOf(document[text as keyof typeof WEIGHTS], 'terms').join(' '),
    ),
    facts: factsOf(document),
    created: document.values.createdMs,
    popularity: document.values.popularity,
    people: idsOf('keyword', 'SpecificPeople'),
    event: idsOf('event', null),
  }
}

/** The members of summary_set. */
const summaryOf = (asset: Asset, linkOf: (asset: Asset) => string) => ({
  id: String(asset.id),
  asset_family: asset.family,
  caption: asset.caption,
  collection_code: asset.collectionCode,
  collection_id: asset.collectionId,
  collection_name: asset.collectionName,
  display_sizes: [{ is_watermarked: false, name: 'thumb', uri: linkOf(asset), width: 170, height: 127 }],
  license_model: asset.licenseModel,
  max_dimensions: null,
  title: asset.title,
})

async function send({ line }: Started, method: string, path: string, body?: string): Promise<void> {
  const response = await fetch(line + path, {
    method,
    headers: { 'content-type': path.includes('_bulk') ? 'application/x-ndjson' : 'application/json' },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  if (!response.ok || text.includes('"errors":true'))
    throw new Error(`${method} ${path}: ${text.slice(0, 500)}`)
}
