import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** Between two questions: without it they would take the processor from the server whose answer is to change. */
const PAUSE_MS = 20

/** Asks again and again until the answer is right, and fails when it is not within the time. */
export async function until<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const startedMs = performance.now()
  for (;;) {
    const answer = await ask()
    if (isRight(answer)) return answer
    const tookMs = performance.now() - startedMs
    assert.ok(tookMs < withinMs, `Not right after ${Math.round(tookMs)} ms: ${JSON.stringify(answer)}`)
    await pause(PAUSE_MS)
  }
}
