// @ts-check
// My boards: all boards of the user, invitations, and a form for a new board.

import { acceptInvitation, createBoard, declineInvitation } from './boards-api.js'
import { element, linked } from './element.js'
import { sayFailure } from './failure.js'
import { address, day, say } from './language.js'
import { visit } from './router.js'

const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))

/** The address of a board's page. @param {string} id */
export const boardAddress = (id) => address(`/boards/${id}`)

/** What a person is called; a user without names is a member of the team. @param {any} person */
export const nameOfPerson = ({ first_name: first, last_name: last }) =>
  [first, last].filter(Boolean).join(' ') || say('someone')

/**
 * Shows boards, after the present ones or instead of them.
 * @param {readonly any[]} boards
 * @param {{ append: boolean, invitations: readonly any[] }} options
 */
export function showBoards(boards, { append, invitations }) {
  const cards = boards.map(card)
  if (append) return void lead.querySelector('.boards')?.append(...cards)
  lead.replaceChildren(
    ...(invitations.length > 0
      ? [
          element(
            'ul',
            { class: 'invitations', 'aria-label': say('invitations') },
            ...invitations.map(invitation),
          ),
        ]
      : []),
    newBoardForm((id) => visit(boardAddress(id))),
    element('ul', { class: 'boards' }, ...cards),
  )
}

/** @param {any} board */
function card({
  id,
  name,
  asset_count: count,
  board_relationship: relationship,
  hero_asset: hero,
  ...board
}) {
  const facts = [say('itemsFound', { n: count }), relationship === 'invited' ? say('sharedWithYou') : '']
  return element(
    'li',
    {},
    element(
      'a',
      { href: boardAddress(id) },
      cover(hero),
      element('h2', {}, name),
      element('p', {}, facts.filter(Boolean).join(' · ')),
      element('p', {}, say('changedOn', { name: day(board.date_last_updated) })),
    ),
  )
}

/** The first picture of a board. @param {any} hero */
function cover(hero) {
  if (!hero) return element('span', { class: 'cover' })
  const size = hero.display_sizes.find((/** @type {any} */ { name }) => name === 'preview')
  return element('span', { class: 'cover' }, element('img', { src: size.uri, alt: '', loading: 'lazy' }))
}

/** @param {any} invitation */
function invitation({ board_id: id, board_name: name, invited_by: by, role }) {
  const [accept, decline] = [
    element('button', { type: 'button', class: 'primary' }, say('accept')),
    element('button', { type: 'button' }, say('decline')),
  ]
  const text = say(role === 'editor' ? 'invitesToEdit' : 'invitesToView', { name: nameOfPerson(by) })
  const status = element('p', { role: 'alert' })
  const item = element(
    'li',
    {},
    element('p', {}, text, ' ', linked(boardAddress(id), name)),
    element('div', { class: 'actions' }, accept, decline),
    status,
  )
  accept.addEventListener('click', () =>
    acceptInvitation(id).then(
      () => visit(boardAddress(id)),
      (error) => status.replaceChildren(sayFailure(error)),
    ),
  )
  decline.addEventListener('click', () =>
    declineInvitation(id).then(
      () => item.remove(),
      (error) => status.replaceChildren(sayFailure(error)),
    ),
  )
  return item
}

/** A form that creates a board. @param {(id: string, name: string) => void} created */
export function newBoardForm(created) {
  const name = /** @type {HTMLInputElement} */ (
    element('input', {
      name: 'name',
      required: '',
      maxlength: '200',
      autocomplete: 'off',
      placeholder: say('newBoardName'),
      'aria-label': say('newBoardName'),
    })
  )
  const status = element('p', { role: 'alert' })
  const button = element('button', { class: 'primary' }, say('createBoard'))
  const form = element('form', { class: 'new-board' }, name, button, status)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    status.textContent = ''
    try {
      const called = name.value.trim()
      const id = await createBoard(called)
      name.value = ''
      created(id, called)
    } catch (error) {
      status.textContent = sayFailure(error)
    }
  })
  return form
}
