import type { Setting } from '../lib/setting.ts'

/** How phrases are read. */
export const SEARCH_SETTINGS = {
  conceptWords: {
    type: 'flag',
    default: true,
    description:
      'Whether a word finds what other languages call the same: "Hund" pictures whose caption says dog.',
  },
  correctSpelling: {
    type: 'flag',
    default: true,
    description:
      'Whether a word that occurs nowhere is taken for a misspelt one when the library has one that is nearly the same.',
  },
} as const satisfies Record<string, Setting>
