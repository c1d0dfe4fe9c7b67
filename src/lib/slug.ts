import { foldName } from './text.ts'

/**
 * A title as part of a URL: "A dog, running!" becomes "a-dog-running", at most 60 characters. One without Latin letters
 * and digits becomes `otherwise`.
 */
export function slug(title: string, otherwise = 'picture'): string {
  const words = foldName(title)
    .normalize('NFD')
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')
  return words.slice(0, 60).replace(/-$/, '') || otherwise
}
