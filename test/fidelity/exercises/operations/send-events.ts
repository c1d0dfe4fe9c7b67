import assert from 'node:assert/strict'
import type { OperationExercises } from '../operation-exercises.ts'

const DAY = '2026-05-31T00:00:00Z'
const isEmpty = ({ json }: { json: { asset_send_events: object[] } }) =>
  assert.deepEqual(json.asset_send_events, [])

/** Assets sent by e-mail, of which there are none. */
export const sendEvents: OperationExercises = {
  operation: 'GET /v3/asset-management/assets/send-events',
  request: {},
  status: 200,
  token: 'any',
  trials: {
    last_offset: {
      'a date': { query: { last_offset: '2026-05-31' }, check: isEmpty },
      'a date and time': {
        query: { last_offset: DAY },
        check: ({ json }) => assert.equal(json.last_offset, DAY),
      },
    },
    event_count: { 'a number': { query: { event_count: 100 }, check: isEmpty } },
    answers: { '400 EventCountOutOfRange': { query: { event_count: 101 } } },
  },
}
