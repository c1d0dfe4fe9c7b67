import { LRUCache } from 'lru-cache'
import type { Payload } from './payload.ts'

/**
 * A cache of answers as they were sent, so that the same question is answered without querying the library again. All
 * are forgotten whenever the library has changed; when the cache is full, the least recently used are evicted first.
 */
export type AnswerMemory = {
  get(question: string): Payload | undefined
  /** The current state of the library; an answer is kept only if this is unchanged when the answer is ready. */
  state(): number
  set(question: string, payload: Payload, asOf: number): void
  forget(): void
}

/** `maxBytes` limits questions and bodies together; 0 keeps nothing. */
export function answerMemory(maxBytes: number): AnswerMemory {
  if (maxBytes === 0) return { get: () => undefined, state: () => 0, set() {}, forget() {} }
  const answers = new LRUCache<string, Payload>({
    maxSize: maxBytes,
    // Twice the body: its compressed forms are added later.
    sizeCalculation: ({ body }, question) => question.length + 2 * Buffer.byteLength(body),
  })
  let changes = 0
  return {
    get: (question) => answers.get(question),
    state: () => changes,
    set(question, payload, asOf) {
      if (asOf === changes) answers.set(question, payload)
    },
    forget() {
      changes++
      answers.clear()
    },
  }
}
