import { LRUCache } from 'lru-cache'
import type { Payload } from './payload.ts'

/**
 * Answers as they were sent, so that the same question is answered without asking the library again. They are
 * forgotten, all at once, whenever the library has changed. The least recently asked go first.
 */
export type AnswerMemory = {
  get(question: string): Payload | undefined
  /** Where the library stands: what is asked now and answered later holds only if it still stands there. */
  state(): number
  set(question: string, payload: Payload, asOf: number): void
  forget(): void
}

/** `maxBytes` is what questions and bodies may take together; 0 remembers nothing. */
export function answerMemory(maxBytes: number): AnswerMemory {
  if (maxBytes === 0) return { get: () => undefined, state: () => 0, set() {}, forget() {} }
  const answers = new LRUCache<string, Payload>({
    maxSize: maxBytes,
    // Twice: its compressed forms come later.
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
