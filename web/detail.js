// @ts-check
import { ApiError, detail, detailPath } from './api.js'

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('detail'))

/** Facts in the order in which they are read: how they are called, and how they come out of an image. */
const FACTS = /** @type {[string, (image: any) => string | null | undefined][]} */ ([
  ['Artist', (image) => [image.artist, image.artist_title].filter(Boolean).join(', ')],
  ['Collection', (image) => `${image.collection_name} (${image.collection_code})`],
  ['Made', (image) => day(image.date_created)],
  ['Place', (image) => [image.city, image.state_province, image.country].filter(Boolean).join(', ')],
  ['People', (image) => image.people?.join(', ')],
  [
    'Size',
    (image) => `${image.max_dimensions.width} × ${image.max_dimensions.height} px, ${image.orientation}`,
  ],
  ['Style', (image) => `${image.graphical_style}, ${image.color_type.replaceAll('_', ' ')}`],
  ['Licence', (image) => image.license_model],
  ['Use', (image) => image.allowed_use.how_can_i_use_it],
  ['Releases', (image) => image.allowed_use.release_info],
  ['Credit', (image) => image.credit_line],
  ['Copyright', (image) => image.copyright],
  ['Source', (image) => image.editorial_source?.name],
  ['Series', (image) => image.series_id],
  ['Id', (image) => image.id],
])

/** @param {string | null} time */
const day = (time) =>
  time && new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time))

/**
 * @param {string} tag
 * @param {{ [name: string]: string }} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** Opens the page of one picture over the grid. @param {string} id */
export async function openDetail(id) {
  const close = element('button', { class: 'close', type: 'button', 'aria-label': 'Close' }, '×')
  close.addEventListener('click', () => dialog.close())
  dialog.replaceChildren(close, element('p', { class: 'note', id: 'detail-title' }, 'Loading …'))
  if (!dialog.open) dialog.showModal()
  try {
    const image = await detail(id)
    dialog.replaceChildren(close, picturePage(image))
    document.title = `${image.title} – Vitrine`
  } catch (error) {
    const said = error instanceof ApiError ? error.message : 'The server did not answer.'
    dialog.replaceChildren(close, element('p', { class: 'note', id: 'detail-title' }, said))
  }
}

/** @param {any} image */
function picturePage(image) {
  const [comp] = image.display_sizes
  const picture = element('img', {
    src: comp.uri,
    alt: image.title,
    width: String(comp.width),
    height: String(comp.height),
  })
  const facts = FACTS.flatMap(([name, read]) => {
    const value = read(image)
    return value ? [element('dt', {}, name), element('dd', {}, value)] : []
  })
  const keywords = image.keywords.map((/** @type {any} */ { text }) =>
    element('li', {}, element('a', { href: `/?phrase=${encodeURIComponent(`"${text}"`)}` }, text)),
  )
  const request = `curl -H 'Api-Key: YOUR-KEY' \\\n  '${location.origin}${detailPath(image.id)}'`
  return element(
    'article',
    { class: 'detail' },
    element('figure', {}, element('div', {}, picture)),
    element(
      'div',
      { class: 'facts' },
      element('h2', { id: 'detail-title' }, image.title),
      ...(image.caption ? [element('p', {}, image.caption)] : []),
      element('dl', {}, ...facts),
      element('h3', {}, 'Keywords'),
      element('ul', { class: 'keywords' }, ...keywords),
      element('h3', {}, 'The request behind this page'),
      element('pre', { class: 'request', tabindex: '0' }, request),
    ),
  )
}

/** @param {() => void} then */
export const onDetailClosed = (then) => dialog.addEventListener('close', then)

export const closeDetail = () => dialog.close()

dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close()
})
