import type { Clock } from '../lib/clock.ts'
import type { MediaProblem } from '../media/media-problem.ts'

/** Remembers for a while which renditions could not be made, so that their files do not block the decoders again. */
export type FailedRenditions = {
  remember(key: string, problem: MediaProblem): void
  /** Why this rendition failed recently; null when it may be tried. */
  recall(key: string): MediaProblem | null
}

const KEPT_MS = 3_600_000
const MAX_KEPT = 10_000

/** An empty, bounded memory, which forgets its oldest entries first. */
export function failedRenditions(now: Clock): FailedRenditions {
  const failed = new Map<string, { problem: MediaProblem; untilMs: number }>()
  return {
    remember(key, problem) {
      failed.delete(key)
      failed.set(key, { problem, untilMs: now().getTime() + KEPT_MS })
      if (failed.size > MAX_KEPT) failed.delete(failed.keys().next().value!)
    },
    recall(key) {
      const known = failed.get(key)
      return known && known.untilMs > now().getTime() ? known.problem : null
    },
  }
}
