// @ts-check
// The history of the browser. A search that is entered, a filter and a picture that is opened make one entry each;
// typing changes one entry, which is a new one as soon as the typing pauses, and closing a picture goes back to what is
// under it.

import { detailId } from './places.js'

/**
 * What an entry keeps, so that coming back to it shows the same.
 * @typedef {object} Entry
 * @property {string | undefined} [under] address of what the page of a picture is shown over
 * @property {number | undefined} [depth] how many entries back that is; absent when the visit began with the picture
 * @property {{ pages: number, size: number }} [loaded] how much of the results was loaded
 * @property {number} [top] how far the page was scrolled, in CSS pixels
 */

/** @returns {Entry} */
export const entry = () => history.state ?? {}

/** Path and query of what is shown. */
export const here = () => location.pathname + location.search

/** A pause in typing after which what is shown is a search to come back from. */
const PAUSE_MS = 1000

/**
 * What the entry was before typing changed it, and whether what is typed has an entry after it; null when nothing was
 * typed.
 * @type {{ address: string, state: Entry, isKept: boolean } | null}
 */
let beforeTyping = null
let pause = 0
/** @type {(isComingBack: boolean) => void} */
let follow = () => undefined
/** @type {() => Entry['loaded']} */
let loaded = () => undefined

/**
 * @param {(isComingBack: boolean) => void} show shows what the address says
 * @param {() => Entry['loaded']} howMuch says how much of the results is loaded
 */
export function startRouter(show, howMuch) {
  follow = show
  loaded = howMuch
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => {
    clearTimeout(pause)
    beforeTyping = null
    show(true)
  })
  addEventListener('pagehide', keepPosition)
  let waiting = 0
  addEventListener('scroll', () => {
    clearTimeout(waiting)
    waiting = setTimeout(keepPosition, 150)
  })
  show(true)
}

/** Keeps in the entry how far it, or what the page of a picture is shown over, was loaded and scrolled. */
function keepPosition() {
  history.replaceState({ ...entry(), loaded: loaded(), top: Math.round(scrollY) }, '')
}

/**
 * Goes to an address of the gallery, by an entry of its own or, with `replace`, in the place of the present one.
 * @param {string} to
 * @param {{ replace?: boolean }} [how]
 */
export function visit(to, { replace = false } = {}) {
  enter()
  keepPosition()
  const state = stateFor(to, replace)
  if (replace) history.replaceState(state, '', to)
  else history.pushState(state, '', to)
  follow(false)
}

/** @param {string} to @param {boolean} isInPlace @returns {Entry} */
function stateFor(to, isInPlace) {
  if (!detailId(new URL(to, location.origin).pathname)) return {}
  const { under, depth, ...position } = entry()
  if (!detailId(location.pathname)) return { ...position, under: here(), depth: 1 }
  return { ...position, under, depth: depth === undefined || isInPlace ? depth : depth + 1 }
}

/** Shows what is being typed, in the present entry. @param {string} to */
export function type(to) {
  if (to === here()) return
  beforeTyping ??= { address: here(), state: entry(), isKept: false }
  history.replaceState({}, '', to)
  clearTimeout(pause)
  pause = setTimeout(keepBeforeTyping, PAUSE_MS)
  follow(false)
}

/** Ends typing: what was typed has an entry of its own, and what is typed next gets another one. */
export function enter() {
  clearTimeout(pause)
  keepBeforeTyping()
  beforeTyping = null
}

/** Gives what is being typed an entry after the one in which typing began, so that Back leads to that. */
function keepBeforeTyping() {
  if (!beforeTyping || beforeTyping.isKept || beforeTyping.address === here()) return
  const [typed, typedState] = [here(), entry()]
  history.replaceState(beforeTyping.state, '', beforeTyping.address)
  history.pushState(typedState, '', typed)
  beforeTyping.isKept = true
}

/** Corrects the address of what is shown. @param {string} to */
export const correct = (to) => history.replaceState(entry(), '', to)

/** Leaves the page of a picture for what is under it. @param {string} home where to go when nothing is */
export function leavePicture(home) {
  if (!detailId(location.pathname)) return
  const { depth, under } = entry()
  if (depth !== undefined) return history.go(-depth)
  history.replaceState({}, '', under ?? home)
  follow(false)
}
