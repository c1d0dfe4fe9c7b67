// @ts-check
// The comments on a board. They are text, whatever markup they contain.

import { nameOfPerson } from './boards.js'
import { addComment, deleteComment, fetchComments } from './boards-api.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { count, dateAndTime, say } from './language.js'

/** The comments on a board, which are loaded when they are opened. @param {any} board */
export function commentsOf({ id, comment_count: total }) {
  const summary = element('summary', {}, titleFor(total))
  const list = element('ul', {})
  const failure = element('p', { role: 'alert' })
  const form = commentForm(async (text) => {
    await addComment(id, text)
    await refresh()
  })
  form.hidden = true
  const details = /** @type {HTMLDetailsElement} */ (
    element('details', { class: 'comments' }, summary, list, form, failure)
  )
  async function refresh() {
    try {
      const { comments, permissions } = await fetchComments(id)
      summary.textContent = titleFor(comments.length)
      list.replaceChildren(...comments.map((/** @type {any} */ comment) => item(comment, remove)))
      form.hidden = !permissions.can_add_comment
    } catch (error) {
      failure.textContent = sayFailure(error)
    }
  }
  /** @param {string} commentId */
  async function remove(commentId) {
    await deleteComment(id, commentId)
    await refresh()
    summary.focus()
  }
  details.addEventListener('toggle', () => {
    if (details.open) void refresh()
  })
  return details
}

/** @param {number} total */
const titleFor = (total) => say('comments', { n: total, name: count(total) })

/** @param {any} comment @param {(id: string) => Promise<void>} remove */
function item({ id, text, date_created: created, created_by: author, permissions }, remove) {
  const button = element('button', { type: 'button', class: 'plain' }, say('deleteComment'))
  button.addEventListener('click', () => void remove(id))
  return element(
    'li',
    {},
    element('p', { class: 'soft' }, element('strong', {}, nameOfPerson(author)), ` ${dateAndTime(created)}`),
    element('p', { class: 'text' }, text),
    permissions.can_delete_comment ? button : null,
  )
}

/** @param {(text: string) => Promise<void>} send */
function commentForm(send) {
  const text = /** @type {HTMLTextAreaElement} */ (
    element('textarea', {
      rows: '2',
      required: '',
      maxlength: '4000',
      'aria-label': say('yourComment'),
      placeholder: say('yourComment'),
    })
  )
  const failure = element('p', { role: 'alert' })
  const form = element('form', {}, text, element('button', { class: 'primary' }, say('sendComment')), failure)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failure.textContent = ''
    try {
      await send(text.value)
      text.value = ''
    } catch (error) {
      failure.textContent = sayFailure(error)
    }
  })
  return form
}
