// @ts-check
// What the page asks of the API about boards.

import { get, askAsUser as request } from './request.js'
import { isSignedIn } from './session.js'

/** How many boards are loaded at once. */
export const BOARDS_PER_PAGE = 30
/** How many boards are offered where a picture is added to one; the most that the API returns at once. */
const BOARDS_OFFERED = 100

/** @param {string} id */
const boardOf = (id) => `/v3/boards/${encodeURIComponent(id)}`
/** @param {string} id */
const ownBoardOf = (id) => `/v1/boards/${encodeURIComponent(id)}`
/** @param {string} id */
const sharedOf = (id) => `/v1/shared-boards/${encodeURIComponent(id)}`
/** @param {string} id */
const invitationOf = (id) => `/v1/board-invitations/${encodeURIComponent(id)}`

/** @param {number} page @param {AbortSignal} signal */
export const fetchBoards = (page, signal) =>
  request(`/v3/boards?page=${page}&pageSize=${BOARDS_PER_PAGE}`, { signal })

/** The boards that were changed last. @returns {Promise<any[]>} */
export const fetchLatestBoards = async () => (await request(`/v3/boards?pageSize=${BOARDS_OFFERED}`)).boards

/** @param {string} id @param {AbortSignal} [signal] */
export const fetchBoard = (id, signal) => request(ownBoardOf(id), { signal })

/** @typedef {{ page: number, size: number }} Paging */

/** @param {string} id @param {Paging} paging @param {AbortSignal} signal */
export const fetchBoardPictures = (id, { page, size }, signal) =>
  request(`${ownBoardOf(id)}/assets?page=${page}&page_size=${size}`, { signal })

/** Creates a board and returns its id. @param {string} name @returns {Promise<string>} */
export const createBoard = async (name) =>
  (await request('/v3/boards', { method: 'POST', body: { name } })).id

/** @param {string} id @param {{ name: string, description: string }} texts */
export const changeBoard = (id, texts) => request(boardOf(id), { method: 'PUT', body: texts })

/** @param {string} id */
export const deleteBoard = (id) => request(boardOf(id), { method: 'DELETE' })

/** @param {string} id @param {string} pictureId */
export const addToBoard = (id, pictureId) => request(`${boardOf(id)}/assets/${pictureId}`, { method: 'PUT' })

/** @param {string} id @param {string} pictureId */
export const removeFromBoard = (id, pictureId) =>
  request(`${boardOf(id)}/assets/${pictureId}`, { method: 'DELETE' })

/** Moves a picture behind another one, or to the beginning. @param {string} id @param {string} pictureId @param {string | null} after */
export const moveOnBoard = (id, pictureId, after) =>
  request(`${ownBoardOf(id)}/order`, { method: 'PUT', body: { asset_ids: [pictureId], after } })

/** @param {string} id */
export const fetchComments = (id) => request(`${boardOf(id)}/comments`)

/** @param {string} id @param {string} text */
export const addComment = (id, text) => request(`${boardOf(id)}/comments`, { method: 'POST', body: { text } })

/** @param {string} id @param {string} commentId */
export const deleteComment = (id, commentId) =>
  request(`${boardOf(id)}/comments/${commentId}`, { method: 'DELETE' })

/** With whom a board is shared. @param {string} id */
export const fetchSharing = (id) => request(`${ownBoardOf(id)}/sharing`)

/** @param {string} id @param {{ role: string, is_public: boolean }} terms */
export const addLink = (id, terms) => request(`${ownBoardOf(id)}/links`, { method: 'POST', body: terms })

/** @param {string} id @param {string} linkId */
export const revokeLink = (id, linkId) => request(`${ownBoardOf(id)}/links/${linkId}`, { method: 'DELETE' })

/** @param {string} id @param {{ username: string, role: string }} who */
export const inviteUser = (id, who) => request(`${ownBoardOf(id)}/invitations`, { method: 'POST', body: who })

/** @param {string} id @param {string} username */
export const takeBackInvitation = (id, username) =>
  request(`${ownBoardOf(id)}/invitations/${encodeURIComponent(username)}`, { method: 'DELETE' })

/** Removes a member, or the user with "me". @param {string} id @param {string} userId */
export const removeMember = (id, userId) =>
  request(`${ownBoardOf(id)}/members/${userId}`, { method: 'DELETE' })

/** The invitations of the user. @returns {Promise<any[]>} */
export const fetchInvitations = async () => (await request('/v1/board-invitations')).invitations

/** @param {string} id */
export const acceptInvitation = (id) => request(`${invitationOf(id)}/acceptance`, { method: 'POST' })

/** @param {string} id */
export const declineInvitation = (id) => request(invitationOf(id), { method: 'DELETE' })

/** Reads something as the user if somebody is signed in, else as any visitor. @param {string} path @param {AbortSignal} signal */
const read = (path, signal) => (isSignedIn() ? request(path, { signal }) : get(path, signal))

/** The board that a link leads to. @param {string} linkId @param {AbortSignal} signal */
export const fetchSharedBoard = (linkId, signal) => read(sharedOf(linkId), signal)

/** @param {string} linkId @param {Paging} paging @param {AbortSignal} signal */
export const fetchSharedPictures = (linkId, { page, size }, signal) =>
  read(`${sharedOf(linkId)}/assets?page=${page}&page_size=${size}`, signal)

/** Joins the board and returns its id. @param {string} linkId @returns {Promise<string>} */
export const joinBoard = async (linkId) =>
  (await request(`${sharedOf(linkId)}/membership`, { method: 'POST' })).board_id
