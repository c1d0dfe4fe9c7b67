// @ts-check
// The filter panel: a column beside the pictures where there is room, else a sheet over them.

import { say } from './language.js'

const panel = /** @type {HTMLElement} */ (document.getElementById('panel'))
const toggle = /** @type {HTMLButtonElement} */ (document.getElementById('toggle'))
const toggleLabel = /** @type {HTMLElement} */ (document.getElementById('toggle-label'))
const close = /** @type {HTMLButtonElement} */ (document.getElementById('panel-close'))
const done = /** @type {HTMLButtonElement} */ (document.getElementById('panel-done'))
/** What the button that closes the sheet says. */
let found = ''
const isNarrow = matchMedia('(max-width: 899px)')

/** @param {boolean} isOpen */
function set(isOpen) {
  document.body.toggleAttribute('data-panel', isOpen)
  toggle.setAttribute('aria-expanded', String(isOpen))
  toggleLabel.textContent = say(isOpen ? 'hideFilters' : 'showFilters')
  const isSheet = isOpen && isNarrow.matches
  // What an open sheet covers must not get the focus.
  for (const under of document.querySelectorAll('header, #bar, main')) under.toggleAttribute('inert', isSheet)
  document.body.toggleAttribute('data-sheet', isSheet)
  done.textContent = isSheet ? found : ''
  if (isSheet) close.focus()
}

function hide() {
  set(false)
  toggle.focus()
}

toggle.addEventListener('click', () => set(!document.body.hasAttribute('data-panel')))
close.addEventListener('click', hide)
done.addEventListener('click', hide)
document.getElementById('veil')?.addEventListener('click', hide)
panel.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && isNarrow.matches) hide()
})
isNarrow.addEventListener('change', () => set(!isNarrow.matches))
set(!isNarrow.matches)

/** Shows how many filters are active, and what matches them. @param {{ filters: number, found: string }} counts */
export function showCounts({ filters, found: text }) {
  const badge = /** @type {HTMLElement} */ (document.getElementById('badge'))
  badge.textContent = filters > 0 ? String(filters) : ''
  found = text
  if (document.body.hasAttribute('data-sheet')) done.textContent = found
}
