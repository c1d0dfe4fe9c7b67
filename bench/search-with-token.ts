import { addSecret, hashSecret, newSecret } from '../src/access/client-secrets.ts'
import { createClient, newKey } from '../src/access/clients.ts'
import { createCustomer } from '../src/access/customers.ts'
import { addAsset } from '../src/catalogue/save-asset.ts'
import type { Library } from '../src/compose.ts'
import { createAgreement } from '../src/rights/agreements.ts'
import { catchUp } from '../src/search/indexer.ts'
import { addRecords, KNOWN_WORDS } from './support/generated-records.ts'
import { serve } from './support/processes.ts'
import { median, report, round } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * What an access token costs, through the port and without the answer memory, with requests alternating in one run. 100,000
 * records in ten collections of equal size; the agreement covers three of them. A search with the token is compared with
 * one that has no token but names the three collections; metadata of 100 images with `download_sizes` with the same without.
 */
const RECORDS = 100_000
const ROUNDS = 60
const COVERED = 3
const GOALS = { search: 1.15, metadata: 1.5 }
const PHRASES = [KNOWN_WORDS.common, KNOWN_WORDS.middling, KNOWN_WORDS.rare, '']
const IMAGES = 100
const SIZE = { width: 3000, height: 2000 }

await withLibrary(async (library, data) => {
  await addRecords(library, data, RECORDS)
  const images = await addImages(library)
  await catchUp(library)
  const codes = await coveredCodes(library)
  const { key, secret } = await signUp(library, codes)

  const server = await serve(data, ['--max-answer-memory-bytes', '0'])
  try {
    const { base } = server
    const form = { grant_type: 'client_credentials', client_id: key, client_secret: secret }
    const signIn = await fetch(`${base}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token: token } = (await signIn.json()) as { access_token: string }
    const ask = (path: string, withToken: boolean) =>
      send(base + path, { key, token: withToken ? token : null })

    for (const phrase of PHRASES) {
      const search = `/v3/search/images?page_size=30&phrase=${phrase}`
      await compare(`search ${phrase || 'everything'}`, GOALS.search, {
        plain: () => ask(`${search}&collection_codes=${codes}`, false),
        tried: () => ask(search, true),
      })
    }
    const metadata = `/v3/images?ids=${images}&fields=summary_set`
    await compare('metadata with download_sizes', GOALS.metadata, {
      plain: () => ask(metadata, true),
      tried: () => ask(`${metadata},download_sizes`, true),
    })
  } finally {
    await server.stop()
  }
})

/** Reports the ratio of the medians; both must find the same number of images. */
async function compare(
  bench: string,
  goal: number,
  { plain, tried }: Readonly<Record<'plain' | 'tried', () => Promise<number>>>,
): Promise<void> {
  const times: { plain: number; tried: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const [plainMs, expected] = await timed(plain)
    const [triedMs, found] = await timed(tried)
    if (found !== expected) throw new Error(`${bench}: ${found} instead of ${expected} images.`)
    if (round > 0) times.push({ plain: plainMs, tried: triedMs })
  }
  const [plainMs, triedMs] = [median(times.map((it) => it.plain)), median(times.map((it) => it.tried))]
  const ratio = triedMs / plainMs
  report({ bench, ratio: round(ratio), goal, ok: ratio <= goal, ms: round(triedMs), plainMs: round(plainMs) })
}

async function send(url: string, { key, token }: { key: string; token: string | null }): Promise<number> {
  const headers = { 'api-key': key, ...(token !== null && { authorization: `Bearer ${token}` }) }
  const response = await fetch(url, { headers })
  const json = (await response.json()) as { result_count?: number; images: unknown[] }
  if (!response.ok) throw new Error(`${url} returned ${response.status}.`)
  return json.result_count ?? json.images.length
}

/** Adds images that have a file, so that there are sizes to download, to a covered collection. */
async function addImages({ db, now }: Library): Promise<number[]> {
  const nothing = {
    artist: null,
    editorialSource: null,
    keywords: [],
    licenseModel: null,
    qualityRank: 3,
  } as const
  const kind = { family: 'creative', graphicalStyle: 'photography', collection: 'Shelf 0' } as const
  const hash = '0'.repeat(64)
  const file = {
    fileType: 'jpg',
    colorType: 'color',
    palette: '[]',
    inPlace: null,
    video: null,
    contentCredentials: null,
    bytes: 2_000_000,
  } as const
  const master = { ...SIZE, ...file, blob: hash, rasterHash: hash }
  return db.transaction().execute(async (tx) => {
    const ids: number[] = []
    for (let number = 0; number < IMAGES; number++) {
      const description = { ...nothing, ...kind, title: `Image ${number}` }
      ids.push(await addAsset(tx, { description, master, now: now() }))
    }
    return ids
  })
}

async function coveredCodes({ db }: Library): Promise<string[]> {
  const names = Array.from({ length: COVERED }, (_, number) => `Shelf ${number}`)
  const rows = await db.selectFrom('collection').select('code').where('name', 'in', names).execute()
  return rows.map(({ code }) => code)
}

async function signUp({ db, now }: Library, collections: readonly string[]) {
  const [key, secret] = [newKey(), newSecret()]
  await db.transaction().execute(async (tx) => {
    const { id: customerId } = await createCustomer(tx, { name: 'bench', now: now() })
    const limits = { qps: null, expiresMs: null, abilities: [], grants: ['client_credentials'] as const }
    const { id: clientId } = await createClient(tx, { ...limits, name: 'bench', key, customerId, now: now() })
    await addSecret(tx, { clientId, secretHash: hashSecret(secret), prefix: secret, now: now() })
    const terms = { collections, period: 'monthly', limit: 1000 }
    const products = [{ type: 'premiumaccess', terms }] as const
    await createAgreement(tx, { customerId, name: 'bench', startsMs: 0, endsMs: null, products, now: now() })
  })
  return { key, secret }
}
