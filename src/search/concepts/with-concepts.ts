import type { Asked } from '../asked.ts'
import type { Lexicon } from './lexicon.ts'

/**
 * Lets a label of a concept ("Hund", "ours polaire") find what other languages call the same. Each word of the label is
 * met by itself or by the concept, so pictures have all the words of the label or one name of the concept.
 */
export function withConcepts(asked: readonly Asked[], lexicon: Lexicon): Asked[] {
  const found = [...asked]
  for (let start = 0; start < asked.length; ) {
    const quoted = asked.findIndex(
      ({ word, isQuoted }, index) => index >= start && (word === null || isQuoted),
    )
    const run = asked.slice(start, quoted < 0 ? undefined : quoted).map(({ word }) => word!)
    const label = run.length === 0 ? null : lexicon(run)
    if (label)
      for (let index = start; index < start + label.length; index++)
        found[index] = { ...found[index]!, clause: [...found[index]!.clause, ...label.readings] }
    start += label?.length ?? 1
  }
  return found
}
