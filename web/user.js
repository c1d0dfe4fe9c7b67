// @ts-check
// The API on behalf of the user who is signed in.

import { connect } from '../client/index.js'
import { accessToken, isSignedIn } from './session.js'
import { connection, visitor } from './visitor.js'

/** Call it only if somebody is signed in. */
export const user = connect({ ...connection, accessToken })

/** For what users see more of than visitors. */
export const reader = isSignedIn() ? user : visitor
