// @ts-check
// The places of the gallery, and their addresses.

import { validChoice } from './choice.js'
import { address } from './language.js'

/**
 * A place that the page of a picture can be opened over.
 * @typedef {{ kind: 'pictures' | 'events' | 'event' | 'downloads' | 'agreements' | 'boards' | 'board' | 'shared' | 'similar' | 'by-image', path: string, id: string | null, chosen: URLSearchParams }} Base
 */

/** The id of the picture whose page has this path. @param {string} path */
export const detailId = (path) => /^\/detail\/[^/]*\/(\d+)\/?$/.exec(path)?.[1]

/** Whether a path belongs to the gallery, so that it is shown without loading a page. @param {string} path */
export const isPlace = (path) =>
  path === '/' || /^\/(?:detail|events|downloads|agreements|boards|similar|by-image)(?:\/|$)/.test(path)

/** @param {string} address @returns {Base} */
export function baseOf(address) {
  const { pathname: path, searchParams: query } = new URL(address, location.origin)
  const id = /^\/events\/(\d+)\/?$/.exec(path)?.[1]
  if (id) return { kind: 'event', path: `/events/${id}`, id, chosen: new URLSearchParams() }
  const own = /^\/(downloads|agreements)\/?$/.exec(path)?.[1]
  if (own === 'downloads' || own === 'agreements')
    return { kind: own, path: `/${own}`, id: null, chosen: new URLSearchParams() }
  const [, how, picture] = /^\/(similar|by-image)\/([\w-]+)\/?$/.exec(path) ?? []
  if (picture && (how === 'similar' || how === 'by-image'))
    return { kind: how, path: `/${how}/${picture}`, id: picture, chosen: new URLSearchParams() }
  const board = boardOf(path)
  if (board) return board
  const phrase = query.get('phrase')?.trim()
  if (/^\/events\/?$/.test(path))
    return {
      kind: 'events',
      path: '/events',
      id: null,
      chosen: new URLSearchParams(phrase ? { phrase } : {}),
    }
  return { kind: 'pictures', path: '/', id: null, chosen: validChoice(query) }
}

/** The place of boards that has this path. @param {string} path @returns {Base | null} */
function boardOf(path) {
  const [, shared, id] = /^\/boards(?:\/(shared\/)?([\w-]+))?\/?$/.exec(path) ?? []
  const chosen = new URLSearchParams()
  if (id && shared) return { kind: 'shared', path: `/boards/shared/${id}`, id, chosen }
  if (id) return { kind: 'board', path: `/boards/${id}`, id, chosen }
  return /^\/boards\/?$/.test(path) ? { kind: 'boards', path: '/boards', id: null, chosen } : null
}

/** The address of a place, in the current language. @param {Base} base */
export const addressOf = ({ path, chosen }) => address(path, chosen)

/** The place that shows the pictures of a choice. @param {URLSearchParams} chosen @returns {Base} */
export const picturesOf = (chosen) => ({ kind: 'pictures', path: '/', id: null, chosen: validChoice(chosen) })
