// @ts-check
// What the person chose: phrase and filters, in the form and in the address bar.

const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'))
const phrase = /** @type {HTMLInputElement} */ (document.getElementById('phrase'))
const clear = /** @type {HTMLButtonElement} */ (document.getElementById('clear'))

/** The values of the API with the words for them; the first is no choice at all. */
const CHOICES = /** @type {Record<string, [string, string][]>} */ ({
  orientations: [
    ['', 'Any'],
    ['horizontal', 'Horizontal'],
    ['vertical', 'Vertical'],
    ['square', 'Square'],
    ['panoramic_horizontal,panoramic_vertical', 'Panorama'],
  ],
  graphical_styles: [
    ['', 'Any'],
    ['photography', 'Photograph'],
    ['illustration', 'Illustration'],
  ],
  number_of_people: [
    ['', 'Any'],
    ['none', 'Nobody'],
    ['one', 'One'],
    ['two', 'Two'],
    ['group', 'Group'],
  ],
  artists: [['', 'Anybody']],
  sort_order: [
    ['', 'Best match'],
    ['newest', 'Newest'],
    ['random', 'Random'],
  ],
})

/** @param {string} name */
const select = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name))

/** @param {string} name @param {[string, string][]} choices */
function offer(name, choices) {
  const chosen = select(name).value
  select(name).replaceChildren(...choices.map(([value, text]) => new Option(text, value)))
  if (chosen && !choices.some(([value]) => value === chosen)) select(name).add(new Option(chosen, chosen))
  select(name).value = chosen
}

for (const [name, choices] of Object.entries(CHOICES)) offer(name, choices)

/** What is chosen, in the parameters of the API; what is not chosen is left out. */
export function choice() {
  const chosen = new URLSearchParams()
  if (phrase.value.trim()) chosen.set('phrase', phrase.value.trim())
  for (const name of Object.keys(CHOICES)) if (select(name).value) chosen.set(name, select(name).value)
  clear.hidden = [...chosen.keys()].length === 0
  return chosen
}

/** Puts an address's choice into the form. @param {URLSearchParams} given */
export function choose(given) {
  phrase.value = given.get('phrase') ?? ''
  for (const name of Object.keys(CHOICES)) {
    const value = given.get(name) ?? ''
    if (value && ![...select(name).options].some((option) => option.value === value))
      select(name).add(new Option(value, value))
    select(name).value = value
  }
}

/** Offers the artists of what was found, with their counts. @param {any} facets */
export function offerFacets(facets) {
  const artists = facets?.artists ?? []
  offer('artists', [
    ['', 'Anybody'],
    ...artists.map((/** @type {any} */ { name, count }) => [name, `${name} (${count})`]),
  ])
}

/** @param {(typing: boolean) => void} changed */
export function onChoice(changed) {
  phrase.addEventListener('input', () => changed(true))
  form.addEventListener('change', () => changed(false))
  phrase.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    changed(false)
  })
  clear.addEventListener('click', () => {
    choose(new URLSearchParams())
    changed(false)
    phrase.focus()
  })
}
