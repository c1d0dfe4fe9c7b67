import assert from 'node:assert/strict'
import { addressOf, type Exercise, refused, respelt, type Subject } from './exercise.ts'

/** The segments of each event of the fixture. */
const SEGMENTS: Readonly<Record<string, readonly string[]>> = {
  run: ['sport'],
  final: ['sport'],
  gala: ['archival', 'entertainment', 'news', 'publicity', 'royalty'],
}

/** Returns the exercise for a claim about a filter of the event search. */
export function eventExercise(subject: Subject): Exercise | null {
  const { claim, operation, world } = subject
  const { subject: name, value } = claim
  if (value === 'a wrong value')
    return refused(subject, name, { [name]: name === 'phrase' ? 'x'.repeat(2001) : 'nonsense' })
  const finds = (tried: string, ...events: (keyof typeof world.events)[]): Exercise => ({
    address: addressOf(subject, { [name]: tried, sort_order: 'oldest' }),
    status: 200,
    check: ({ json }) => {
      const ids = events.map((event) => world.events[event])
      assert.deepEqual(json.events.map(({ id }: { id: number }) => id).sort(), ids.sort())
    },
  })
  switch (`${name}: ${value}`) {
    case 'phrase: a text':
      return finds('finish lakeside', 'final')
    case 'phrase: none':
      return finds('', 'gala', 'run', 'final')
    case 'date_from: a date':
      return finds('2024-05-12', 'final')
    case 'date_from: a date and time':
      return finds('2024-05-11T00:00:01Z', 'final')
    case 'date_to: a date':
      return finds('2024-05-11', 'gala', 'run')
    case 'date_to: a date and time':
      return finds('2024-05-10T23:59:59', 'gala')
  }
  const { type } = operation.parameters.find((one) => one.name === name)!
  const spelt = respelt(type, value)
  if (name !== 'editorial_segment' || !spelt) return null
  const events = (['run', 'final', 'gala'] as const).filter((event) => SEGMENTS[event]!.includes(spelt.meant))
  return finds(spelt.sent, ...events)
}
