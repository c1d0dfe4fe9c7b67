// @ts-check
import { ApiError, alike, detail, detailPath, eventNames } from './api.js'
import { element, linked, uriOf } from './element.js'
import { factsOf } from './facts.js'
import { detailAddress, label } from './grid.js'
import { address, language, say } from './language.js'

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('detail'))

/** Opens the page of one picture over the grid. @param {string} id */
export async function openDetail(id) {
  const close = element('button', { class: 'close round', type: 'button', 'aria-label': say('close') }, '×')
  close.addEventListener('click', () => dialog.close())
  dialog.dataset.id = id
  dialog.replaceChildren(close, element('p', { class: 'note', id: 'detail-title' }, say('loading')))
  if (!dialog.open) dialog.showModal()
  dialog.scrollTop = 0
  const isStillOpen = () => dialog.dataset.id === id
  try {
    const image = await detail(id)
    const events = await eventNames(image.event_ids).catch(() => [])
    if (!isStillOpen()) return
    dialog.replaceChildren(close, picturePage(image, events))
    document.title = `${image.title} – Vitrine`
    const kinds = image.series_id
      ? /** @type {const} */ (['same-series', 'similar'])
      : /** @type {const} */ (['similar'])
    for (const kind of kinds) {
      const found = await alike(id, kind).catch(() => [])
      if (isStillOpen()) showStrip(kind, found)
    }
  } catch (error) {
    if (!isStillOpen()) return
    const said = error instanceof ApiError ? error.message : say('noAnswer')
    dialog.replaceChildren(
      close,
      element(
        'p',
        { class: 'note', id: 'detail-title', lang: error instanceof ApiError ? 'en' : null },
        said,
      ),
    )
  }
}

/** @param {any} image @param {readonly any[]} events */
function picturePage(image, events) {
  const facts = factsOf(image, events).flatMap(([name, value]) =>
    value ? [element('dt', {}, say(name)), element('dd', {}, value)] : [],
  )
  const words = image.keywords.filter((/** @type {any} */ { type }) => type !== 'SpecificPeople')
  const request = `curl -H 'Api-Key: YOUR-KEY' \\\n  -H 'Accept-Language: ${language}' \\\n  '${location.origin}${detailPath(image.id)}'`
  return element(
    'article',
    { class: 'detail' },
    figure(image),
    element(
      'div',
      { class: 'facts' },
      element('h2', { id: 'detail-title' }, image.title),
      image.caption ? element('p', {}, image.caption) : null,
      element('dl', {}, ...facts),
      ...(words.length > 0 ? [element('h3', {}, say('keywords')), keywordList(image, words)] : []),
      element(
        'details',
        {},
        element('summary', {}, say('request')),
        element('pre', { class: 'request', tabindex: '0' }, request),
      ),
    ),
    element('div', { id: 'strips' }),
  )
}

/** @param {any} image */
function figure({ title, max_dimensions: size, display_sizes: [comp] }) {
  if (size === null) return element('figure', { class: 'empty' }, say('noFile'))
  const { uri: src, width, height } = comp
  return element('figure', {}, element('img', { src, alt: title, width: `${width}`, height: `${height}` }))
}

/** @param {any} image @param {readonly any[]} words */
function keywordList({ asset_family: family }, words) {
  const query = (/** @type {string} */ text) =>
    new URLSearchParams({ phrase: `"${text}"`, ...(family === 'editorial' && { family }) })
  return element(
    'ul',
    { class: 'keywords' },
    ...words.map(({ text }) => element('li', {}, linked(address('/', query(text)), text))),
  )
}

/** @param {'same-series' | 'similar'} kind @param {readonly any[]} images */
function showStrip(kind, images) {
  if (images.length === 0) return
  const items = images.map((image) => {
    const attributes = { href: detailAddress(image), title: image.title }
    const link =
      image.max_dimensions === null
        ? element('a', { ...attributes, class: 'card' }, ...label(image))
        : element(
            'a',
            attributes,
            element('img', { src: uriOf(image, 'thumb'), alt: image.title, loading: 'lazy' }),
          )
    return element('li', {}, link)
  })
  document
    .getElementById('strips')
    ?.append(
      element('h2', {}, say(kind === 'similar' ? 'similar' : 'sameSeries')),
      element('ul', { class: 'strip' }, ...items),
    )
}

/** @param {() => void} then */
export const onDetailClosed = (then) => dialog.addEventListener('close', then)

export const closeDetail = () => {
  dialog.dataset.id = ''
  dialog.close()
}

dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close()
})
