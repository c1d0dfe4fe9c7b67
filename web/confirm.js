// @ts-check
// Asks before something is charged.

import { element } from './element.js'
import { say } from './language.js'

/**
 * Asks a question over the page. Resolves to whether the user agreed.
 * @param {{ title: string, text: string, agree: string, fields?: Node }} question
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, agree, fields }) {
  const yes = element('button', { class: 'primary', value: 'yes' }, agree)
  const no = element('button', { value: '', formnovalidate: '' }, say('cancel'))
  const dialog = /** @type {HTMLDialogElement} */ (
    element(
      'dialog',
      { class: 'question', 'aria-labelledby': 'question-title', 'aria-describedby': 'question-text' },
      element(
        'form',
        { method: 'dialog' },
        element('h2', { id: 'question-title' }, title),
        element('p', { id: 'question-text' }, text),
        fields ?? null,
        element('div', { class: 'actions' }, no, yes),
      ),
    )
  )
  document.body.append(dialog)
  dialog.showModal()
  if (!fields) yes.focus()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    }),
  )
}
