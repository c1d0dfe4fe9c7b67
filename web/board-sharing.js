// @ts-check
// The dialog in which the owner of a board shares it: people, and links.

import { nameOfPerson } from './boards.js'
import {
  addLink,
  fetchSharing,
  inviteUser,
  removeMember,
  revokeLink,
  takeBackInvitation,
} from './boards-api.js'
import { openDialog } from './dialog.js'
import { element } from './element.js'
import { sayFailure } from './failure.js'
import { say } from './language.js'

/** @param {any} board */
export async function openSharing({ id, name }) {
  const people = element('ul', { class: 'rows' })
  const links = element('ul', { class: 'rows' })
  const status = element('p', { role: 'status' })
  /** Does something and shows the result. @param {() => Promise<unknown>} act */
  const change = async (act) => {
    status.textContent = ''
    try {
      await act()
      await refresh()
    } catch (error) {
      status.textContent = sayFailure(error)
    }
  }
  async function refresh() {
    const sharing = await fetchSharing(id)
    people.replaceChildren(
      ...sharing.members.map((/** @type {any} */ it) =>
        row(
          `${nameOfPerson(it)} (${it.username})`,
          say(it.role),
          say('removeMember', { name: it.username }),
          () => change(() => removeMember(id, it.user_id)),
        ),
      ),
      ...sharing.invitations.map((/** @type {any} */ it) =>
        row(
          it.username,
          say('invitedAs', { name: say(it.role) }),
          say('takeBack', { name: it.username }),
          () => change(() => takeBackInvitation(id, it.username)),
        ),
      ),
    )
    links.replaceChildren(
      ...sharing.links.map((/** @type {any} */ link) =>
        linkRow(link, () => change(() => revokeLink(id, link.id))),
      ),
    )
  }
  await refresh()
  openDialog({
    title: say('shareTitle', { name }),
    name: 'sharing',
    content: [
      element('h3', {}, say('peopleOfBoard')),
      people,
      inviteForm((who) => change(() => inviteUser(id, who))),
      element('h3', {}, say('links')),
      links,
      linkForm((terms) => change(() => addLink(id, terms))),
      status,
    ],
  })
}

/** @param {string} who @param {string} what @param {string} word @param {() => void} remove */
function row(who, what, word, remove) {
  return element(
    'li',
    {},
    element('p', {}, who, element('span', { class: 'soft' }, what)),
    removing(word, remove),
  )
}

/** @param {string} word @param {() => void} remove */
function removing(word, remove) {
  const button = element('button', { type: 'button', class: 'round', 'aria-label': word, title: word }, '×')
  button.addEventListener('click', remove)
  return button
}

/** @param {any} link @param {() => void} revoke */
function linkRow({ uri, role, is_public: isPublic }, revoke) {
  const what = say(isPublic ? 'linkPublic' : role === 'editor' ? 'linkEditor' : 'linkViewer')
  const field = /** @type {HTMLInputElement} */ (
    element('input', { readonly: '', value: uri, 'aria-label': what })
  )
  const copy = element('button', { type: 'button' }, say('copyLink'))
  copy.addEventListener('click', async () => {
    field.select()
    await navigator.clipboard?.writeText(uri).then(
      () => copy.replaceChildren(say('linkCopied')),
      () => undefined,
    )
  })
  return element(
    'li',
    {},
    element('div', { class: 'link' }, element('p', {}, what), field),
    copy,
    removing(say('revokeLink', { name: what }), revoke),
  )
}

/** @param {(who: { username: string, role: import('./boards-api.js').Role }) => void} invite */
function inviteForm(invite) {
  const username = /** @type {HTMLInputElement} */ (
    element('input', {
      required: '',
      maxlength: '254',
      autocomplete: 'off',
      placeholder: say('username'),
      'aria-label': say('username'),
    })
  )
  const role = roleField()
  const form = element('form', { class: 'inline' }, username, role, element('button', {}, say('invite')))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    invite({ username: username.value, role: role.value === 'editor' ? 'editor' : 'viewer' })
    username.value = ''
  })
  return form
}

/** @param {(terms: { role: import('./boards-api.js').Role, is_public: boolean }) => void} make */
function linkForm(make) {
  const kind = /** @type {HTMLSelectElement} */ (
    element(
      'select',
      { 'aria-label': say('newLink') },
      ...['linkViewer', 'linkEditor', 'linkPublic'].map((word) =>
        element('option', { value: word }, say(/** @type {import('./language.js').Word} */ (word))),
      ),
    )
  )
  const form = element('form', { class: 'inline' }, kind, element('button', {}, say('newLink')))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    make({ role: kind.value === 'linkEditor' ? 'editor' : 'viewer', is_public: kind.value === 'linkPublic' })
  })
  return form
}

const roleField = () =>
  /** @type {HTMLSelectElement} */ (
    element(
      'select',
      { 'aria-label': say('role') },
      element('option', { value: 'viewer' }, say('viewer')),
      element('option', { value: 'editor' }, say('editor')),
    )
  )
