import { foldName } from './text.ts'

/** A title as part of a URL: "A dog, running!" becomes "a-dog-running". Never empty, at most 60 characters. */
export function slug(title: string): string {
  const words = foldName(title)
    .normalize('NFD')
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')
  return words.slice(0, 60).replace(/-$/, '') || 'picture'
}
