// @ts-check
// What the page asks of the API about boards.

import { reader, user } from './user.js'

/** How many boards are loaded at once. */
export const BOARDS_PER_PAGE = 30
/** How many boards are offered where a picture is added to one; the most that the API returns at once. */
const BOARDS_OFFERED = 100

/** @typedef {'viewer' | 'editor'} Role */

/** @param {number} page @param {AbortSignal} signal */
export const fetchBoards = (page, signal) => user.getBoards({ page, pageSize: BOARDS_PER_PAGE }, { signal })

/** The boards that were changed last. @returns {Promise<any[]>} */
export const fetchLatestBoards = async () => (await user.getBoards({ pageSize: BOARDS_OFFERED })).boards

/** @param {string} id @param {AbortSignal} [signal] */
export const fetchBoard = (id, signal) => user.getBoardSummary({ board_id: id }, signal && { signal })

/** @typedef {{ page: number, size: number }} Paging */

/** @param {string} id @param {Paging} paging @param {AbortSignal} signal */
export const fetchBoardPictures = (id, { page, size }, signal) =>
  user.getBoardAssets({ board_id: id, page, page_size: size }, { signal })

/** Creates a board and returns its id. @param {string} name */
export const createBoard = async (name) => (await user.createBoard({ body: { name } })).id ?? ''

/** @param {string} id @param {{ name: string, description: string }} texts */
export const changeBoard = (id, texts) => user.updateBoard({ board_id: id, body: texts })

/** @param {string} id */
export const deleteBoard = (id) => user.deleteBoard({ board_id: id })

/** @param {string} id @param {string} pictureId */
export const addToBoard = (id, pictureId) => user.addBoardAsset({ board_id: id, asset_id: pictureId })

/** @param {string} id @param {string} pictureId */
export const removeFromBoard = (id, pictureId) => user.removeBoardAsset({ board_id: id, asset_id: pictureId })

/** Moves a picture behind another one, or to the beginning. @param {string} id @param {string} pictureId @param {string | null} after */
export const moveOnBoard = (id, pictureId, after) =>
  user.orderBoardAssets({ board_id: id, body: { asset_ids: [pictureId], ...(after !== null && { after }) } })

/**
 * What is commented on: a board, or a picture on it.
 * @typedef {{ board: string, picture: string | null }} Subject
 */

/** @param {Subject} subject */
export const fetchComments = ({ board, picture }) =>
  picture === null
    ? user.getBoardComments({ board_id: board })
    : user.getBoardAssetComments({ board_id: board, asset_id: picture })

/** @param {Subject} subject @param {string} text */
export const addComment = ({ board, picture }, text) =>
  picture === null
    ? user.addBoardComment({ board_id: board, body: { text } })
    : user.addBoardAssetComment({ board_id: board, asset_id: picture, body: { text } })

/** @param {Subject} subject @param {string} commentId */
export const deleteComment = ({ board, picture }, commentId) =>
  picture === null
    ? user.deleteBoardComment({ board_id: board, comment_id: commentId })
    : user.deleteBoardAssetComment({ board_id: board, asset_id: picture, comment_id: commentId })

/** With whom a board is shared. @param {string} id */
export const fetchSharing = (id) => user.getBoardSharing({ board_id: id })

/** @param {string} id @param {{ role: Role, is_public: boolean }} terms */
export const addLink = (id, terms) => user.addBoardLink({ board_id: id, body: terms })

/** @param {string} id @param {string} linkId */
export const revokeLink = (id, linkId) => user.revokeBoardLink({ board_id: id, link_id: linkId })

/** @param {string} id @param {{ username: string, role: Role }} who */
export const inviteUser = (id, who) => user.inviteToBoard({ board_id: id, body: who })

/** @param {string} id @param {string} username */
export const takeBackInvitation = (id, username) => user.takeBackBoardInvitation({ board_id: id, username })

/** Removes a member, or the user with "me". @param {string} id @param {string} userId */
export const removeMember = (id, userId) => user.removeBoardMember({ board_id: id, user_id: userId })

/** The invitations of the user. @returns {Promise<any[]>} */
export const fetchInvitations = async () => (await user.getBoardInvitations()).invitations

/** @param {string} id */
export const acceptInvitation = (id) => user.acceptBoardInvitation({ board_id: id })

/** @param {string} id */
export const declineInvitation = (id) => user.declineBoardInvitation({ board_id: id })

/** The board that a link leads to. @param {string} linkId @param {AbortSignal} signal */
export const fetchSharedBoard = (linkId, signal) => reader.getSharedBoard({ link_id: linkId }, { signal })

/** @param {string} linkId @param {Paging} paging @param {AbortSignal} signal */
export const fetchSharedPictures = (linkId, { page, size }, signal) =>
  reader.getSharedBoardAssets({ link_id: linkId, page, page_size: size }, { signal })

/** Joins the board and returns its id. @param {string} linkId @returns {Promise<string>} */
export const joinBoard = async (linkId) => (await user.joinSharedBoard({ link_id: linkId })).board_id
