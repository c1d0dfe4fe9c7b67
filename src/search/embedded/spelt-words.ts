import { fold } from '../../lib/fold.ts'
import { editsBetween } from '../spelling/edits.ts'
import { termBytes, termsWithPrefix } from './dictionary.ts'
import type { ViewedSegment } from './view.ts'

/** Between a folded word and the word as it is spelt. */
const SEPARATOR = '\t'
const decoder = new TextDecoder()

/** Returns the form in which a segment stores a spelt word: folded, so that similar words are adjacent, and as it is. */
export const speltWord = (word: string): string => `${fold(word)}${SEPARATOR}${word}`

/** Returns the spelt words that begin like a folded word and are at most `edits` edits away: see the port. */
export function nearWords(segments: readonly ViewedSegment[], word: string, edits: number): string[] {
  const [first = ''] = word
  const near = new Set<string>()
  for (const { segment } of segments) {
    const { memory, layout } = segment
    const [from, to] = termsWithPrefix(memory, layout.speltWords, first)
    for (let number = from; number < to; number++) {
      const [folded, spelt] = decoder
        .decode(termBytes(memory, layout.speltWords, number).slice())
        .split(SEPARATOR) as [string, string]
      if (Math.abs(folded.length - word.length) > edits) continue
      if (editsBetween(word, folded, edits) <= edits) near.add(spelt)
    }
  }
  return [...near]
}
