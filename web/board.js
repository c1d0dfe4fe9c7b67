// @ts-check
// The head of a board's page: what it is, what can be done with it, and its comments.

import { signInLink } from './account.js'
import { commentsOf } from './board-comments.js'
import { openSharing } from './board-sharing.js'
import { boardAddress, nameOfPerson } from './boards.js'
import { acceptInvitation, changeBoard, deleteBoard, joinBoard, removeMember } from './boards-api.js'
import { confirmed } from './confirm.js'
import { element, linked } from './element.js'
import { sayFailure } from './failure.js'
import { address, count, say } from './language.js'
import { visit } from './router.js'
import { isSignedIn } from './session.js'

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))
const heading = /** @type {HTMLElement} */ (document.getElementById('heading'))

/** Shows the head of a board. @param {any} board @param {number} visible how many of its pictures can be seen */
export function showBoard(board, visible) {
  heading.textContent = board.name
  const failure = element('p', { role: 'alert' })
  const hidden = board.asset_count - visible
  lead.replaceChildren(
    element(
      'section',
      { class: 'board' },
      board.description ? element('p', { class: 'description' }, board.description) : null,
      board.role === 'owner'
        ? null
        : element('p', { class: 'soft' }, say('ownedBy', { name: nameOfPerson(board.owner) })),
      hidden > 0 ? element('p', { class: 'soft' }, say('hiddenPictures', { n: hidden })) : null,
      element('div', { class: 'actions' }, ...actionsFor(board, failure)),
      ...(board.permissions.can_add_assets && visible > 1
        ? [
            element('p', { class: 'soft hint' }, say('orderHint')),
            element('p', { class: 'soft hint touch' }, say('touchHint')),
          ]
        : []),
      failure,
      commentsOf(board),
    ),
  )
}

/** @param {any} board @param {HTMLElement} failure shows what went wrong */
function actionsFor(board, failure) {
  const { id, name, role, permissions } = board
  /** @param {import('./language.js').Word} word @param {() => Promise<unknown>} act @param {string} [kind] */
  const button = (word, act, kind) => {
    const made = element('button', { type: 'button', class: kind ?? null }, say(word))
    made.addEventListener('click', () =>
      act().catch((error) => {
        failure.textContent = sayFailure(error)
      }),
    )
    return made
  }
  const home = () => visit(address('/boards'))
  if (role === 'invited')
    return [button('accept', () => acceptInvitation(id).then(() => location.reload()), 'primary')]
  return [
    permissions.can_invite_to_board ? button('share', () => openSharing(board), 'primary') : null,
    permissions.can_update_name ? button('rename', () => rename(board)) : null,
    permissions.can_delete_board
      ? button('deleteBoard', async () => {
          const question = {
            title: say('deleteTitle', { name }),
            text: say('deleteText'),
            agree: say('deleteBoard'),
          }
          if (await confirmed(question)) await deleteBoard(id).then(home)
        })
      : button('leaveBoard', async () => {
          const question = {
            title: say('leaveTitle', { name }),
            text: say('leaveText'),
            agree: say('leaveBoard'),
          }
          if (await confirmed(question)) await removeMember(id, 'me').then(home)
        }),
  ]
}

/** Asks for another name and description, and shows them. @param {any} board */
async function rename(board) {
  const name = /** @type {HTMLInputElement} */ (
    element('input', { name: 'name', required: '', maxlength: '200', value: board.name })
  )
  const description = /** @type {HTMLTextAreaElement} */ (
    element('textarea', { name: 'description', rows: '3', maxlength: '4000' }, board.description ?? '')
  )
  const fields = element(
    'div',
    { class: 'fields' },
    element('label', {}, say('boardName'), name),
    element('label', {}, say('description'), description),
  )
  if (!(await confirmed({ title: say('rename'), text: '', agree: say('save'), fields }))) return
  await changeBoard(board.id, { name: name.value, description: description.value })
  location.reload()
}

/** Shows the head of a board that was found by a link. @param {any} board @param {string} linkId */
export function showSharedBoard(board, linkId) {
  heading.textContent = board.name
  const failure = element('p', { role: 'alert' })
  lead.replaceChildren(
    element(
      'section',
      { class: 'board' },
      element(
        'p',
        { class: 'soft' },
        say('sharedBy', { name: nameOfPerson(board.owner), what: count(board.asset_count) }),
      ),
      board.description ? element('p', { class: 'description' }, board.description) : null,
      element('div', { class: 'actions' }, joining(board, linkId, failure)),
      failure,
    ),
  )
}

/** @param {any} board @param {string} linkId @param {HTMLElement} failure */
function joining({ board_id: id, role, relationship }, linkId, failure) {
  if (!isSignedIn()) return signInLink(say(role === 'editor' ? 'signInToEdit' : 'signInToKeep'))
  const isMember = relationship === 'owner' || relationship === 'editor' || relationship === role
  if (isMember) return linked(boardAddress(id), say('openBoard'))
  const button = element(
    'button',
    { type: 'button', class: 'primary' },
    say(role === 'editor' ? 'joinToEdit' : 'keepBoard'),
  )
  button.addEventListener('click', async () => {
    try {
      visit(boardAddress(await joinBoard(linkId)))
    } catch (error) {
      failure.textContent = sayFailure(error)
    }
  })
  return button
}
