// @ts-check
// The filters: a column beside the pictures where there is room, else a sheet over them.

import { say } from './language.js'

const panel = /** @type {HTMLElement} */ (document.getElementById('panel'))
const toggle = /** @type {HTMLButtonElement} */ (document.getElementById('toggle'))
const toggleSays = /** @type {HTMLElement} */ (document.getElementById('toggle-says'))
const close = /** @type {HTMLButtonElement} */ (document.getElementById('panel-close'))
const done = /** @type {HTMLButtonElement} */ (document.getElementById('panel-done'))
let found = 0
const isNarrow = matchMedia('(max-width: 899px)')

/** @param {boolean} isOpen */
function set(isOpen) {
  document.body.toggleAttribute('data-panel', isOpen)
  toggle.setAttribute('aria-expanded', String(isOpen))
  toggleSays.textContent = say(isOpen ? 'hideFilters' : 'showFilters')
  const isSheet = isOpen && isNarrow.matches
  // What lies under a sheet cannot be reached while it is there.
  for (const under of document.querySelectorAll('header, #bar, main')) under.toggleAttribute('inert', isSheet)
  document.body.toggleAttribute('data-sheet', isSheet)
  done.textContent = isSheet ? say('showFound', { n: found }) : ''
  if (isSheet) close.focus()
}

function shut() {
  set(false)
  toggle.focus()
}

toggle.addEventListener('click', () => set(!document.body.hasAttribute('data-panel')))
close.addEventListener('click', shut)
done.addEventListener('click', shut)
document.getElementById('veil')?.addEventListener('click', shut)
panel.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && isNarrow.matches) shut()
})
isNarrow.addEventListener('change', () => set(!isNarrow.matches))
set(!isNarrow.matches)

/** Says how many filters are at work, and how many pictures they leave. @param {{ filters: number, pictures: number }} counts */
export function sayCounts({ filters, pictures }) {
  const badge = /** @type {HTMLElement} */ (document.getElementById('badge'))
  badge.textContent = filters > 0 ? String(filters) : ''
  found = pictures
  if (document.body.hasAttribute('data-sheet')) done.textContent = say('showFound', { n: found })
}
