// @ts-check
// Each language has an address of its own, so switching reloads the page.

import { language, NAMES } from './language.js'

const select = /** @type {HTMLSelectElement} */ (document.getElementById('language'))

select.replaceChildren(
  ...Object.entries(NAMES).map(([code, name]) => {
    const option = new Option(name, code, code === language, code === language)
    option.lang = code
    return option
  }),
)
select.addEventListener('change', () => {
  const query = new URLSearchParams(location.search)
  query.set('lang', select.value)
  location.assign(`${location.pathname}?${query}`)
})
