// @ts-check
// Adds a picture to a board: from its page, by a button in the grid, or by a key.

import { newBoardForm } from './boards.js'
import { addToBoard, fetchLatestBoards } from './boards-api.js'
import { openDialog } from './dialog.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { list, pictures } from './grid.js'
import { say } from './language.js'
import { isSignedIn } from './session.js'
import { similarTool } from './similar.js'

/** The key that adds the picture that has the focus. */
const KEY = 'b'

/** A button on the page of a picture; null for visitors who are not signed in. @param {any} image */
export function collectButton(image) {
  if (!isSignedIn()) return null
  const button = element('button', { type: 'button', class: 'collect-button' }, say('addToBoard'))
  button.addEventListener('click', () => void openCollect(image))
  return button
}

/** What can be done with a picture in the grid. @param {any} image */
export const gridTools = (image) => element('div', { class: 'tools' }, collectTool(image), similarTool(image))

/** @param {any} image */
function collectTool(image) {
  if (!isSignedIn()) return null
  const word = say('addNamed', { name: image.title })
  const attributes = {
    type: 'button',
    class: 'tool',
    tabindex: '-1',
    'aria-label': word,
    title: `${say('addToBoard')} (B)`,
  }
  const button = element('button', attributes, '+')
  button.addEventListener('click', () => void openCollect(image))
  return button
}

list.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== KEY || event.ctrlKey || event.metaKey || event.altKey || !isSignedIn())
    return
  const id = document.activeElement?.closest('a[data-id]')?.getAttribute('data-id')
  const image = pictures.find((picture) => picture.id === id)
  if (!image) return
  event.preventDefault()
  void openCollect(image)
})

/** Asks to which boards a picture is added. @param {any} image */
async function openCollect(image) {
  const status = element('p', { role: 'status' }, say('loading'))
  const boards = element('ul', { class: 'rows' })
  const create = newBoardForm((id, name) => {
    const item = boardItem({ id, name }, image, status)
    boards.prepend(item)
    item.querySelector('button')?.click()
  })
  const title = element('p', { class: 'soft' }, image.title)
  openDialog({ title: say('addToBoard'), name: 'collect', content: [title, boards, create, status] })
  try {
    const found = await fetchLatestBoards()
    boards.append(...found.map((board) => boardItem(board, image, status)))
    boards.querySelector('button')?.focus()
    status.textContent = ''
  } catch (error) {
    status.textContent = sayFailure(error)
  }
}

/** @param {any} board @param {any} image @param {HTMLElement} status */
function boardItem({ id, name }, image, status) {
  const button = element('button', { type: 'button' }, name)
  button.addEventListener('click', async () => {
    try {
      await addToBoard(id, image.id)
      button.classList.add('added')
      status.textContent = say('addedTo', { name })
    } catch (error) {
      status.textContent = sayFailure(error)
    }
  })
  return element('li', {}, button)
}
