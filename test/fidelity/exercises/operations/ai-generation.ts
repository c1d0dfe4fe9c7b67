import assert from 'node:assert/strict'
import { contract, nameOf } from '../../contract.ts'
import type { OperationExercises, Request } from '../operation-exercises.ts'

const REFERENCE = { reference_asset_id: '100000001' }
const FILE = 'https://images.example.org/v3/search/by-image/uploads/mask'
const HISTORY = 'GET /v3/ai/generation-history'
const REGISTRATIONS = 'GET /v3/ai/file-registrations'

/** Valid bodies by what the operation's name ends with. */
const BODIES: readonly (readonly [end: string, body: object])[] = [
  ['POST /v3/ai/image-generations', { prompt: 'A lake' }],
  ['refine', { ...REFERENCE, prompt: 'A lake', mask_url: FILE }],
  ['extend', { ...REFERENCE, left_percentage: 10 }],
  ['background-removal', REFERENCE],
  ['object-removal', { ...REFERENCE, mask_url: FILE }],
  ['background-replacement', { ...REFERENCE, prompt: 'A lake' }],
  ['influence-color-by-image', { ...REFERENCE, prompt: 'A lake' }],
  ['influence-composition-by-image', { ...REFERENCE, prompt: 'A lake' }],
  ['background-generations', { reference_file_registration_id: 'f1', prompt: 'A lake' }],
  ['POST /v3/ai/file-registrations', { url: FILE, rights_claimed: true }],
  ['/download', { size_name: '1k' }],
  ['redownloads', { generated_asset_id: 'a1', product_id: 1, size_name: '1k' }],
  ['enhance-prompt', { prompt: 'A lake' }],
]

const isEmpty = ({ json }: { json: { result_count: number } }) => assert.equal(json.result_count, 0)
const page = {
  'the first': { query: { page: 1 }, check: isEmpty },
  'the last': { query: { page: 1 }, check: isEmpty },
  'beyond the last': { query: { page: 2 }, check: isEmpty },
  'beyond 10,000 results': { query: { page: 401, page_size: 25 }, check: isEmpty },
}
const sizes = [...contract.pageSizes, 'another number'] as const
const pageSize = Object.fromEntries(
  sizes.map((size) => [
    String(size),
    { query: { page_size: size === 'another number' ? 1000 : size }, check: isEmpty },
  ]),
)
const found = (query: Request['query']) => ({ query: query!, check: isEmpty })

/** Parameters of the lists, which are empty whatever they say. */
const LISTS: Readonly<Record<string, OperationExercises['trials']>> = {
  [REGISTRATIONS]: { page, page_size: pageSize },
  [HISTORY]: {
    page,
    page_size: pageSize,
    date_start: {
      'a date': found({ date_start: '2026-05-31' }),
      'a date and time': found({ date_start: '2026-05-31T10:00:00Z' }),
    },
    date_end: {
      'a date': found({ date_end: '2026-05-31' }),
      'a date and time': found({ date_end: '2026-05-31T10:00:00Z' }),
    },
    media_type: (value) => found({ media_type: value }),
    product_ids: {
      one: found({ product_ids: '1' }),
      several: found({ product_ids: '1,2' }),
      repeated: found({ product_ids: ['1', '2'] }),
      indexed: found({ 'product_ids[0]': '1' }),
      unknown: found({ product_ids: '999999' }),
    },
    company_generations: {
      true: found({ company_generations: 'true' }),
      false: found({ company_generations: 'false' }),
    },
  },
}

const PATH = { generationRequestId: 'g1', index: '0', fileRegistrationId: 'f1' }

/** How the operations of AI generation answer a customer who has no product for it. */
export const aiGeneration: readonly OperationExercises[] = contract.operations
  .filter(({ path }) => path.startsWith('/v3/ai/'))
  .map((operation) => {
    const name = nameOf(operation) as OperationExercises['operation']
    const body = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : bodyOf(name)
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, it]) => it as keyof typeof PATH)
    const refused = refusalOf(name)
    return {
      operation: name,
      request: {
        path: Object.fromEntries(names.map((it) => [it, PATH[it]])),
        ...(body && { body, headers: { 'content-type': 'application/json' } }),
      },
      token: 'any',
      ...(refused ?? { status: 200 }),
      trials: {
        ...(LISTS[name] ?? {}),
        ...(refused && { answers: { [`${refused.status} ${refused.code}`]: {} } }),
        ...Object.fromEntries(names.map((it) => [it, { known: {}, unknown: refused ?? {} }])),
      },
    }
  })

function bodyOf(name: string): object | undefined {
  return BODIES.find(([end]) => name.endsWith(end))?.[1]
}

function refusalOf(name: string) {
  if (name === HISTORY || name === REGISTRATIONS) return null
  if (/file-registrations\/\{/.test(name)) return { status: 404, code: 'FileRegistrationIdNotFound' }
  const isOfGeneration = /redownloads|generation-history\/|generationRequestId\}(?!.*variations)/.test(name)
  return isOfGeneration
    ? { status: 404, code: 'GenerationRequestIdNotFound' }
    : { status: 403, code: 'NoProducts' }
}
