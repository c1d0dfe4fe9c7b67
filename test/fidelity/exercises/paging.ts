import assert from 'node:assert/strict'
import { contract } from '../contract.ts'
import type { Known } from '../world.ts'
import {
  addressOf,
  type Exercise,
  isOfOperation,
  itemsOf,
  refused,
  respelt,
  type Subject,
} from './exercise.ts'

/** Returns the exercise for a claim about `page` or `page_size`. */
export function pagingExercise(subject: Subject): Exercise | null {
  const { claim } = subject
  const { subject: name, value } = claim
  const ok = { status: 200 }
  const beyond = { status: 400, code: 'InvalidPage' }
  if (value === 'a wrong value') return refused(subject, name, { [name]: name === 'page' ? 0 : -1 })
  if (name === 'page_size') {
    if (value === 'another number') return refused(subject, name, { page_size: 7 })
    if (!contract.pageSizes.map(String).includes(value)) return null
    const check: Exercise['check'] = ({ json }) =>
      assert.equal(itemsOf(json).length, Math.min(json.result_count, Number(value)))
    return { address: addressOf(subject, { page_size: value }), ...ok, check }
  }
  const last = lastPage(subject)
  const one = (page: number) => addressOf(subject, { page, page_size: 1 })
  const hasOne: Exercise['check'] = ({ json }) => {
    assert.equal(itemsOf(json).length, 1)
    assert.equal(json.result_count, last)
  }
  switch (value) {
    case 'the first':
      return { address: one(1), ...ok, check: hasOne }
    case 'the last':
      return { address: one(last), ...ok, check: hasOne }
    case 'beyond the last': {
      const message = `page must be less than or equal to ${last}, results count ${last}`
      return {
        address: one(last + 1),
        ...beyond,
        check: ({ json }) => assert.equal(json.ErrorMessage, message),
      }
    }
    case 'beyond 10,000 results':
      return { address: addressOf(subject, { page: 101, page_size: 100 }), ...beyond }
    case 'beyond 50':
      return refused(subject, 'page', { page: 51 })
    default:
      return null
  }
}

/** Returns how many items of the fixture an operation must list. */
function lastPage(subject: Subject): number {
  const { path } = subject.operation
  const { events } = subject.world
  if (path === '/v3/search/events') return Object.keys(events).length
  const records = subject.world.records.filter((record) => isOfOperation(subject, record))
  if (path.startsWith('/v3/artists')) return records.filter(({ artist }) => artist === 'Ada Example').length
  if (path.endsWith('/same-series')) return records.filter(({ series }) => series !== undefined).length - 1
  if (path.endsWith('/similar'))
    return records.filter(({ keywords = [] }) => keywords.some(({ text }) => text === 'water')).length - 1
  return records.length
}

/** Returns the exercise for a claim about the sort order: the first hundred are in the order of the records' values. */
export function orderExercise(subject: Subject): Exercise | null {
  const { claim, operation, world } = subject
  const { type } = operation.parameters.find(({ name }) => name === 'sort_order')!
  if (claim.value === 'a wrong value') return refused(subject, 'sort_order', { sort_order: 'nonsense' })
  const spelt = respelt(type, claim.value)
  if (!spelt) return null
  const address = addressOf(subject, { sort_order: spelt.sent, fields: 'id', page_size: 100 })
  if (operation.path === '/v3/search/events') {
    const { run, final, gala } = world.events
    const ids = spelt.meant === 'newest' ? [final, run, gala] : [gala, run, final]
    return { address, status: 200, check: ({ json }) => assert.deepEqual(idsOf(json.events), ids) }
  }
  const mine = world.records.filter((record) => isOfOperation(subject, record))
  const order = ORDERS[spelt.meant]
  const check: Exercise['check'] = ({ json }) => {
    const ids = idsOf(itemsOf(json)).map(Number)
    if (order)
      assert.deepEqual(
        ids,
        mine
          .toSorted(order)
          .slice(0, 100)
          .map(({ id }) => id),
      )
    else
      assert.notDeepEqual(
        ids,
        ids.toSorted((a, b) => a - b),
      )
  }
  return { address, status: 200, check }
}

const idsOf = (items: { id: string | number }[]) => items.map(({ id }) => id)

const newest = (a: Known, b: Known) => b.dateCreated.localeCompare(a.dateCreated) || b.id - a.id
/** Without a phrase, best match means newest first. */
const ORDERS: Readonly<Record<string, ((a: Known, b: Known) => number) | null>> = {
  best_match: newest,
  newest,
  oldest: (a, b) => newest(b, a),
  most_popular: (a, b) => (b.popularity ?? 0) - (a.popularity ?? 0) || newest(a, b),
  random: null,
}
