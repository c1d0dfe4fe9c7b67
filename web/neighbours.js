// @ts-check
// The previous and the next picture, in the order of the results.

import { pictures } from './grid.js'
import { loadMore, totalFound } from './results.js'

/** @param {string} id */
const indexOf = (id) => pictures.findIndex((picture) => picture.id === id)

/** Returns the position of a picture in the results, counted from 1; null unless it is among those loaded. @param {string} id */
export function positionOf(id) {
  const index = indexOf(id)
  return index === -1 ? null : { position: index + 1, total: Math.max(totalFound(), pictures.length) }
}

/**
 * Returns the picture before (-1) or after (1) one, or null if there is none. Loads the next page of results if needed.
 * @param {string} id
 * @param {1 | -1} step
 */
export async function neighbour(id, step) {
  const at = indexOf(id)
  if (at === -1) return null
  if (at + step === pictures.length) await loadMore()
  return pictures[at + step] ?? null
}
