// @ts-check
// Searches whose unfinished phrase was completed.

import { haveSameLetters } from './language.js'

/**
 * The phrase that was searched for instead, if it begins like the chosen one; else null.
 * @param {{ phrase: string | null } | null | undefined} corrections what an answer says about that
 * @param {URLSearchParams} chosen
 */
export function completedPhrase(corrections, chosen) {
  const typed = chosen.get('phrase') ?? ''
  const phrase = corrections?.phrase ?? ''
  const isCompleted = phrase.length > typed.length && haveSameLetters(phrase.slice(0, typed.length), typed)
  return isCompleted && typed !== '' ? phrase : null
}
