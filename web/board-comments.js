// @ts-check
// The comments on a board and on its pictures. They are text, whatever markup they contain.

import { isVideo } from './api.js'
import { nameOfPerson } from './boards.js'
import { addComment, deleteComment, fetchComments } from './boards-api.js'
import { openDialog } from './dialog.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { count, dateAndTime, say } from './language.js'

/** The comments on a board, which are loaded when they are opened. @param {any} board */
export function commentsOf({ id, comment_count: total }) {
  const summary = element('summary', {}, sayComments(total))
  const { parts, refresh } = thread({ board: id, picture: null }, (n) => {
    summary.textContent = sayComments(n)
  })
  const details = /** @type {HTMLDetailsElement} */ (
    element('details', { class: 'comments' }, summary, ...parts)
  )
  details.addEventListener('toggle', () => {
    if (details.open) void refresh()
  })
  return details
}

/**
 * Opens the comments on a picture of a board.
 * @param {string} board
 * @param {any} picture
 * @param {(n: number) => void} counted called with the number of comments
 */
export function openPictureComments(board, picture, counted) {
  const { parts, refresh } = thread({ board, picture: picture.id }, counted)
  const title = element('p', { class: 'soft' }, picture.title)
  openDialog({
    title: say(isVideo(picture) ? 'commentsOnVideo' : 'commentsOnPicture'),
    name: 'comments',
    content: [title, ...parts],
  })
  void refresh()
}

/** How many comments there are. @param {number} n */
export const sayComments = (n) => say('comments', { n, name: count(n) })

/**
 * A list of comments, with a form for those who may add one.
 * @param {import('./boards-api.js').Subject} subject
 * @param {(n: number) => void} counted
 */
function thread(subject, counted) {
  const list = element('ul', { tabindex: '-1' })
  const failure = element('p', { role: 'alert' })
  const form = commentForm(async (text) => {
    await addComment(subject, text)
    await refresh()
  })
  form.hidden = true
  async function refresh() {
    try {
      const { comments, permissions } = await fetchComments(subject)
      counted(comments.length)
      const none = element('li', { class: 'soft' }, say('noComments'))
      list.replaceChildren(
        ...(comments.length === 0 ? [none] : []),
        ...comments.map((/** @type {any} */ comment) => item(comment, remove)),
      )
      form.hidden = !permissions.can_add_comment
    } catch (error) {
      failure.textContent = sayFailure(error)
    }
  }
  /** @param {string} commentId */
  async function remove(commentId) {
    failure.textContent = ''
    try {
      await deleteComment(subject, commentId)
      await refresh()
      // The button that had the focus is gone.
      list.focus()
    } catch (error) {
      failure.textContent = sayFailure(error)
    }
  }
  return { parts: [list, form, failure], refresh }
}

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
