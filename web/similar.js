// @ts-check
// Links to the pictures that are similar to one: on its page, in the grid, and by a key.

import { isVideo } from './api.js'
import { element } from './element.js'
import { list } from './grid.js'
import { address, say } from './language.js'
import { visit } from './router.js'

/** The key that shows what is similar to the picture that has the focus. */
const KEY = 's'

/** @param {string} id */
const similarAddress = (id) => address(`/similar/${id}`)

/** A link on the page of a picture or video. @param {any} asset */
export const similarLink = (asset) =>
  element(
    'a',
    { class: 'similar-link', href: similarAddress(asset.id) },
    say(isVideo(asset) ? 'findSimilarVideos' : 'findSimilar'),
  )

/** A button on a picture in the grid. @param {any} asset */
export function similarTool(asset) {
  const word = say(isVideo(asset) ? 'findSimilarVideos' : 'findSimilar')
  const attributes = {
    type: 'button',
    class: 'tool',
    tabindex: '-1',
    'aria-label': `${word}: ${asset.title}`,
    title: `${word} (S)`,
  }
  const button = element('button', attributes, '≈')
  button.addEventListener('click', () => visit(similarAddress(asset.id)))
  return button
}

list.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.metaKey || event.altKey) return
  const id = document.activeElement?.closest('a[data-id]')?.getAttribute('data-id')
  if (!id) return
  event.preventDefault()
  visit(similarAddress(id))
})
