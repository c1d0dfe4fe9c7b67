// @ts-check
// The pictures before and after one, in the order of the results under it.

import { pictures } from './grid.js'
import { more, totalFound } from './results.js'

/** @param {string} id */
const indexOf = (id) => pictures.findIndex((picture) => picture.id === id)

/** Where a picture stands in the results, counted from 1; null when it is not one of those that are loaded. @param {string} id */
export function positionOf(id) {
  const index = indexOf(id)
  return index === -1 ? null : { position: index + 1, total: Math.max(totalFound(), pictures.length) }
}

/**
 * The picture before (-1) or after (1) one; null where there is none. Loads the next page of results when it is there.
 * @param {string} id
 * @param {1 | -1} step
 */
export async function neighbour(id, step) {
  const at = indexOf(id)
  if (at === -1) return null
  if (at + step === pictures.length) await more()
  return pictures[at + step] ?? null
}
