import { MediaProblem } from '../media/media-problem.ts'
import { MEDIA_ENDINGS, OTHER_ENDINGS, SYSTEM_FOLDER_ENDINGS, SYSTEM_FOLDERS } from './data/file-names.ts'

/** Files of systems and programs without a telling extension, and backups of editors. */
const SYSTEM_FILES = /^(?:thumbs\.db(?::encryptable)?|icon\r|zbthumbnail\.info)$|~$/i

/** Returns whether a folder with this name is skipped: hidden ones, and those of systems and programs. */
export const isSystemFolder = (name: string): boolean =>
  name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase()) || SYSTEM_FOLDER_ENDINGS.has(endingOf(name))

/** Returns whether a file with this name is known not to be a picture, without reading it. */
export const isOtherFile = (name: string): boolean =>
  name.startsWith('.') || SYSTEM_FILES.test(name) || OTHER_ENDINGS.has(endingOf(name))

/** Returns whether a file has the extension of a picture, video or sound file. */
export const claimsMedia = (name: string): boolean => MEDIA_ENDINGS.has(endingOf(name))

/**
 * Returns whether a file that was not ingested is no picture: it has no extension of a media file, and its bytes are in
 * no known format. It is counted as another file, not as refused.
 */
export function isOtherThanMedia(name: string, error: unknown): boolean {
  if (!(error instanceof MediaProblem) || claimsMedia(name)) return false
  return error.refusal === 'unsupported' || error.refusal === 'empty'
}

const endingOf = (name: string) => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
