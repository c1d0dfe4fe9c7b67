// @ts-check
// The browser history. Entering a search, choosing a filter and opening a picture each add an entry. Typing changes one
// entry, which becomes a new one when the typing pauses. Closing a picture goes back to what is under it.

import { detailId } from './places.js'

/**
 * What a history entry keeps, so that going back to it restores the page.
 * @typedef {object} Entry
 * @property {string | undefined} [under] address of the place under the page of a picture
 * @property {number | undefined} [depth] how many entries back that is; absent if the visit began with the picture
 * @property {{ pages: number, size: number }} [loaded] how much of the results was loaded
 * @property {number} [top] how far the page was scrolled, in CSS pixels
 */

/** @returns {Entry} */
export const entry = () => history.state ?? {}

/** Path and query of what is shown. */
export const here = () => location.pathname + location.search

/** After a pause of this length, what was typed gets a history entry of its own. */
const PAUSE_MS = 1000

/**
 * The entry before typing changed it, and whether what is typed already has an entry after it; null while nothing is
 * typed.
 * @type {{ address: string, state: Entry, isPushed: boolean } | null}
 */
let beforeTyping = null
let pause = 0
/** @type {(isRestoring: boolean) => void} */
let follow = () => undefined
/** @type {() => Entry['loaded']} */
let loaded = () => undefined

/**
 * @param {(isRestoring: boolean) => void} show shows the place in the address bar
 * @param {() => Entry['loaded']} getLoaded returns how much of the results is loaded
 */
export function startRouter(show, getLoaded) {
  follow = show
  loaded = getLoaded
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => {
    clearTimeout(pause)
    beforeTyping = null
    show(true)
  })
  addEventListener('pagehide', keepPosition)
  let timer = 0
  addEventListener('scroll', () => {
    clearTimeout(timer)
    timer = setTimeout(keepPosition, 150)
  })
  show(true)
}

/** Stores in the entry how far the results were loaded and scrolled. */
function keepPosition() {
  history.replaceState({ ...entry(), loaded: loaded(), top: Math.round(scrollY) }, '')
}

/**
 * Goes to an address of the gallery, in a new history entry or, with `replace`, in the current one.
 * @param {string} to
 * @param {{ replace?: boolean }} [options]
 */
export function visit(to, { replace = false } = {}) {
  endTyping()
  keepPosition()
  const state = stateFor(to, replace)
  if (replace) history.replaceState(state, '', to)
  else history.pushState(state, '', to)
  follow(false)
}

/** @param {string} to @param {boolean} isReplacing @returns {Entry} */
function stateFor(to, isReplacing) {
  if (!detailId(new URL(to, location.origin).pathname)) return {}
  const { under, depth, ...position } = entry()
  if (!detailId(location.pathname)) return { ...position, under: here(), depth: 1 }
  return { ...position, under, depth: depth === undefined || isReplacing ? depth : depth + 1 }
}

/** Shows the results of what is being typed, in the current entry. @param {string} to */
export function visitTyped(to) {
  if (to === here()) return
  beforeTyping ??= { address: here(), state: entry(), isPushed: false }
  history.replaceState({}, '', to)
  clearTimeout(pause)
  pause = setTimeout(pushTyped, PAUSE_MS)
  follow(false)
}

/** Ends typing: what was typed gets an entry of its own, and what is typed next another one. */
export function endTyping() {
  clearTimeout(pause)
  pushTyped()
  beforeTyping = null
}

/** Gives what is being typed an entry after the one in which typing began, so that Back leads to that one. */
function pushTyped() {
  if (!beforeTyping || beforeTyping.isPushed || beforeTyping.address === here()) return
  const [typed, typedState] = [here(), entry()]
  history.replaceState(beforeTyping.state, '', beforeTyping.address)
  history.pushState(typedState, '', typed)
  beforeTyping.isPushed = true
}

/** Corrects the address of the current entry. @param {string} to */
export const correctAddress = (to) => history.replaceState(entry(), '', to)

/** Leaves the page of a picture for the place under it. @param {string} home where to go if there is none */
export function leavePicture(home) {
  if (!detailId(location.pathname)) return
  const { depth, under } = entry()
  if (depth !== undefined) return history.go(-depth)
  history.replaceState({}, '', under ?? home)
  follow(false)
}
