import assert from 'node:assert/strict'
import {
  addressOf,
  type Exercise,
  idOf,
  isOfOperation,
  isOfVideos,
  itemsOf,
  refused,
  type Subject,
  wrongCode,
} from './exercise.ts'

const UNKNOWN = ['999999998', '999999999']

/** Returns the exercise for a claim about `ids`, the id in a path or the name of an artist. */
export function idExercise(subject: Subject): Exercise | null {
  const { claim, operation } = subject
  if (claim.subject === 'artist_name') return nameExercise(subject)
  const [one, other] = knownIds(subject)
  const name = claim.subject
  const gives = (...ids: string[]): Pick<Exercise, 'status' | 'check'> => ({
    status: 200,
    check: ({ json }) => {
      assert.deepEqual(
        itemsOf(json).map(({ id }) => String(id)),
        ids,
      )
    },
  })
  const missing = operation.responses.find(({ status }) => status === 404)!
  const notFound = { status: 404, ...(missing.code && { code: missing.code }) }
  switch (claim.value) {
    case 'one':
      return { address: addressOf(subject, { ids: one }), ...gives(one) }
    case 'known':
      return { address: addressOf(subject, { id: one }), status: 200 }
    case 'several':
      // Of a single video, the response is the video itself, so that there cannot be several.
      if (/same-series|similar|v3.videos.\{/.test(operation.path))
        return { address: addressOf(subject, { id: `${one},${other}` }), ...notFound }
      return { address: addressOf(subject, { [name]: `${one},${other}` }), ...gives(one, other) }
    case 'repeated':
      return { address: addressOf(subject, { ids: [one, other] }), ...gives(one, other) }
    case 'indexed': {
      const { path } = operation
      return { address: `${path}?ids[0]=${one}&ids[1]=${other}`, ...gives(one, other) }
    }
    case 'some unknown': {
      const check: Exercise['check'] = ({ json }) =>
        assert.deepEqual(
          (json.images_not_found ?? json.videos_not_found ?? json.events_not_found).map(String),
          [UNKNOWN[0]],
        )
      return { address: addressOf(subject, { ids: `${one},${UNKNOWN[0]}` }), status: 200, check }
    }
    case 'all unknown':
      return { address: addressOf(subject, { ids: UNKNOWN.join() }), ...notFound }
    case 'unknown':
      return { address: addressOf(subject, { id: UNKNOWN[0]! }), ...notFound }
    case 'none':
      return refused(subject, 'ids', { ids: '' })
    case 'too many':
      return refused(subject, 'ids', { ids: Array.from({ length: 101 }, (_, at) => at + 1).join() })
    case 'a wrong value':
      return refused(subject, name, { [name]: 'nonsense' })
    default:
      return null
  }
}

function knownIds({ operation, world }: Subject): [string, string] {
  if (/\/events/.test(operation.path)) return [String(world.events.run), String(world.events.gala)]
  const [one, other] = operation.path.endsWith('/same-series')
    ? ['creative series one', 'creative series two']
    : ['creative of water', 'editorial of water']
  const titled = (title: string) => (isOfVideos(operation) ? title.replace(' ', ' video ') : title)
  return [idOf(world, titled(one!)), idOf(world, titled(other!))]
}

function nameExercise(subject: Subject): Exercise | null {
  const found = (count: number): Pick<Exercise, 'status' | 'check'> => ({
    status: 200,
    check: ({ json }) => assert.equal(json.result_count, count),
  })
  const mine = subject.world.records.filter(
    (record) => isOfOperation(subject, record) && record.artist === 'Ada Example',
  ).length
  switch (subject.claim.value) {
    case 'a name':
      return { address: addressOf(subject, { artist_name: 'example ADA' }), ...found(mine) }
    case 'unknown':
      return { address: addressOf(subject, { artist_name: 'Nobody' }), ...found(0) }
    case 'none':
      return { address: addressOf(subject, { artist_name: '' }), status: 400, code: wrongCode(subject) }
    case 'a wrong value':
      return refused(subject, 'artist_name', { artist_name: 'x'.repeat(201) })
    default:
      return null
  }
}
