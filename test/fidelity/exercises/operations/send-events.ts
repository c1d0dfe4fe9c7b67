import assert from 'node:assert/strict'
import { SENT } from '../../shop.ts'
import type { OperationExercises } from '../operation-exercises.ts'

const found =
  (count: number) =>
  ({ json }: { json: { last_offset: string | null; asset_send_events: object[] } }) =>
    assert.deepEqual([json.asset_send_events.length, json.last_offset], [count, SENT])

/** Assets sent by e-mail, of which the shop's customer has one. */
export const sendEvents: OperationExercises = {
  operation: 'GET /v3/asset-management/assets/send-events',
  request: {},
  status: 200,
  token: 'any',
  trials: {
    last_offset: {
      'a date': { query: { last_offset: '2026-05-31' }, check: found(1) },
      'a date and time': { query: { last_offset: SENT }, check: found(0) },
    },
    event_count: { 'a number': { query: { event_count: 100 }, check: found(1) } },
    answers: { '400 EventCountOutOfRange': { query: { event_count: 101 } } },
  },
}
