import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

const description = findPackageJSON('..', import.meta.url)!

/** The version of this program. */
export const VERSION: string = JSON.parse(readFileSync(description, 'utf8')).version

/** Folder of the gallery's files: next to src/ in a checkout, next to dist/ in the package. */
export const WEB_FOLDER = join(dirname(description), 'web')

/** Folder of the client, which the gallery uses and other pages may load. */
export const CLIENT_FOLDER = join(dirname(description), 'client')
