import assert from 'node:assert/strict'
import { OTHER_FIELDS } from '../claims.ts'
import { contract, type KindOfFields, valuesOf } from '../contract.ts'
import {
  addressOf,
  type Exercise,
  isOfVideos,
  itemsOf,
  optionsOf,
  type Query,
  refused,
  type Subject,
} from './exercise.ts'

type Item = Record<string, unknown> & { display_sizes?: { name: string }[] }

/** Fields that need an access token (contract 5.4). */
const OF_TOKEN = ['download_product', 'download_sizes', 'downloads', 'largest_downloads']
const LARGE = contract.displaySizes.filter((size) => /^(mid|high)_res/.test(size))
const SMALL = contract.displaySizes.filter((size) => !LARGE.includes(size))
/** The sizes in which videos are shown (contract 5.2). */
const OF_VIDEOS = ['comp', 'preview', 'thumb']
/** The kinds whose detail_set has download_sizes, for callers with a token (contract 5.2). */
const WITH_DOWNLOAD_SIZES: readonly KindOfFields[] = [
  'image detail',
  'video detail',
  'video same-series',
  'video similar',
]
const EVENT_DEFAULT = ['id', 'name', 'start_date']

/** Returns the exercise for a claim about `fields`: each item has what was requested, and nothing else. */
export function fieldExercise(subject: Subject): Exercise | null {
  const { claim, operation } = subject
  const { value } = claim
  const own = valuesOf(operation.parameters.find(({ name }) => name === 'fields')!.type)!
  const [first, second] = own.includes('title') ? ['title', 'caption'] : ['type', 'location']
  if (value === 'a wrong value') return refused(subject, 'fields', { fields: 'nonsense' })
  if (value === 'none: the default') return shows(subject, {}, ofDefault(subject))
  if (value === 'several') return shows(subject, { fields: `${first},${second}` }, only(first!, second!))
  if (value === 'repeated') return shows(subject, { fields: [first!, second!] }, only(first!, second!))
  if (value === 'indexed')
    return shows(subject, { 'fields[0]': first!, 'fields[1]': second! }, only(first!, second!))
  if (value === 'in capitals') return shows(subject, { fields: first!.toUpperCase() }, only(first!))
  if (!OTHER_FIELDS.includes(claim.subject) && !own.includes(value)) return null
  return ofValue(subject, value)
}

function ofValue(subject: Subject, value: string): Exercise {
  const fields = { fields: value }
  if (isOfEvents(subject)) return shows(subject, fields, only(value))
  if (value === 'downloads' && !kindOf(subject).endsWith(' detail')) return refused(subject, 'fields', fields)
  const withToken = { options: { token: 'of the client' as const } }
  if (OF_TOKEN.includes(value))
    return { ...shows(subject, fields, only(value === 'downloads' ? 'download_sizes' : value)), ...withToken }
  if (value === 'detail_set' && WITH_DOWNLOAD_SIZES.includes(kindOf(subject))) {
    const members = [...ofSet(subject, value).members, 'download_sizes']
    return { ...shows(subject, fields, { members }), ...withToken }
  }
  if (value in contract.sets[kindOf(subject)]) return shows(subject, fields, ofSet(subject, value))
  if (value === 'accessrestriction') return shows(subject, fields, only(value, 'territory_restrictions'))
  if (!contract.displaySizes.includes(value)) return shows(subject, fields, only(value))
  const large = LARGE.includes(value) && { options: { key: 'all' as const } }
  return { ...shows(subject, fields, { members: ['id', 'display_sizes'], sizes: [value] }), ...large }
}

type Expected = { readonly members: readonly string[]; readonly sizes?: readonly string[] }

const only = (...members: string[]): Expected => ({ members: [...new Set(['id', ...members])] })

function ofSet(subject: Subject, set: string): Expected {
  const kind = kindOf(subject)
  return {
    members: contract.sets[kind][set]!,
    sizes: contract.sizesOfSets[kind]?.[set] ?? (isOfVideos(subject.operation) ? OF_VIDEOS : SMALL),
  }
}

const ofDefault = (subject: Subject) =>
  isOfEvents(subject) ? { members: EVENT_DEFAULT } : ofSet(subject, 'summary_set')

function shows(subject: Subject, query: Query, { members, sizes }: Expected): Exercise {
  const options = optionsOf(subject)
  const check: Exercise['check'] = ({ json }) => {
    const items: Item[] = itemsOf(json)
    assert.ok(items.length > 0, 'there is nothing to look at')
    for (const item of items) {
      assert.deepEqual(Object.keys(item).sort(), [...members].sort())
      if (item.display_sizes && sizes)
        assert.deepEqual(
          item.display_sizes.map(({ name }) => name),
          sizes,
        )
    }
  }
  return { address: addressOf(subject, query), options, status: 200, check }
}

const isOfEvents = ({ operation }: Subject) => /\/events\b/.test(operation.path)

function kindOf({ operation }: Subject): KindOfFields {
  const { path } = operation
  if (/^\/v3\/images(\/\{id\})?$/.test(path)) return 'image detail'
  if (!isOfVideos(operation)) return 'image search'
  if (/^\/v3\/videos(\/\{id\})?$/.test(path)) return 'video detail'
  const list = /creative$|same-series$|similar$/.exec(path)?.[0] ?? 'search'
  return `video ${list as 'search'}`
}
