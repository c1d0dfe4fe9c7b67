// @ts-check
// A dialog with a title and a button that closes it.

import { element } from './element.js'
import { say } from './language.js'

/**
 * Opens a dialog over the page. It is removed when it is closed.
 * @param {{ title: string, name: string, content: readonly (Node | null)[] }} dialog `name` is its class
 */
export function openDialog({ title, name, content }) {
  const close = element('button', { type: 'button' }, say('close'))
  const dialog = /** @type {HTMLDialogElement} */ (
    element(
      'dialog',
      { class: `question ${name}`, 'aria-labelledby': `${name}-title` },
      element('h2', { id: `${name}-title` }, title),
      ...content,
      element('div', { class: 'actions' }, close),
    )
  )
  close.addEventListener('click', () => dialog.close())
  // Keys are for this dialog, not for the page of a picture under it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
