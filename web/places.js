// @ts-check
// The places of the gallery, by their addresses.

import { choosable } from './choice.js'
import { address } from './language.js'

/**
 * What can lie under the page of a picture.
 * @typedef {{ is: 'pictures' | 'events' | 'event', path: string, id: string | null, chosen: URLSearchParams }} Base
 */

/** The id of the picture whose page has this path. @param {string} path */
export const detailId = (path) => /^\/detail\/[^/]*\/(\d+)\/?$/.exec(path)?.[1]

/** Whether a path is one of the gallery's own, which its script shows without loading a page. @param {string} path */
export const isPlace = (path) => path === '/' || /^\/(?:detail|events)(?:\/|$)/.test(path)

/** @param {string} address @returns {Base} */
export function baseOf(address) {
  const { pathname: path, searchParams: query } = new URL(address, location.origin)
  const id = /^\/events\/(\d+)\/?$/.exec(path)?.[1]
  if (id) return { is: 'event', path: `/events/${id}`, id, chosen: new URLSearchParams() }
  const phrase = query.get('phrase')?.trim()
  if (/^\/events\/?$/.test(path))
    return { is: 'events', path: '/events', id: null, chosen: new URLSearchParams(phrase ? { phrase } : {}) }
  return { is: 'pictures', path: '/', id: null, chosen: choosable(query) }
}

/** The address of a place, in the language that was chosen. @param {Base} base */
export const addressOf = ({ path, chosen }) => address(path, chosen)

/** The pictures of this choice. @param {URLSearchParams} chosen @returns {Base} */
export const picturesOf = (chosen) => ({ is: 'pictures', path: '/', id: null, chosen: choosable(chosen) })
