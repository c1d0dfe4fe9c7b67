import { MediaProblem } from '../media/media-problem.ts'
import { MEDIA_ENDINGS, OTHER_ENDINGS, SYSTEM_FOLDER_ENDINGS, SYSTEM_FOLDERS } from './data/file-names.ts'

/** Files of systems and programs that have no ending of their own, and backups of editors. */
const SYSTEM_FILES = /^(?:thumbs\.db(?::encryptable)?|icon\r|zbthumbnail\.info)$|~$/i

/** Returns whether a folder of this name is left out with all that is in it: hidden ones, and those of systems and programs. */
export const isSystemFolder = (name: string): boolean =>
  name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase()) || SYSTEM_FOLDER_ENDINGS.has(endingOf(name))

/** Returns whether a file of this name is known not to be a picture, without a look into it. */
export const isOtherFile = (name: string): boolean =>
  name.startsWith('.') || SYSTEM_FILES.test(name) || OTHER_ENDINGS.has(endingOf(name))

/** Returns whether the name of a file claims that it is a picture, a film or a sound. */
export const claimsMedia = (name: string): boolean => MEDIA_ENDINGS.has(endingOf(name))

/**
 * Whether a file that was not taken in is one that nobody would expect to be: its name claims no picture, film or
 * sound, and its bytes are no known format. It is counted, and no reason for a refusal.
 */
export function isOtherThanMedia(name: string, error: unknown): boolean {
  if (!(error instanceof MediaProblem) || claimsMedia(name)) return false
  return error.refusal === 'unsupported' || error.refusal === 'empty'
}

const endingOf = (name: string) => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
