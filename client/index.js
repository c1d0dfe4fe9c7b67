export { connect } from './connect.js'
export { VitrineError } from './error.js'

/** @typedef {import('./connect.js').Client} Client */
