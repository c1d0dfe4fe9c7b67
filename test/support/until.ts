import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** The pause between two checks, which leaves the processor to the server that is being waited for. */
const PAUSE_MS = 20

/** Repeats a check until it succeeds, and fails after a timeout. */
export async function until<T>(
  send: () => Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const startedMs = performance.now()
  for (;;) {
    const answer = await send()
    if (isRight(answer)) return answer
    const tookMs = performance.now() - startedMs
    assert.ok(tookMs < withinMs, `Not right after ${Math.round(tookMs)} ms: ${JSON.stringify(answer)}`)
    await pause(PAUSE_MS)
  }
}
