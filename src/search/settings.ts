import type { Setting } from '../lib/setting.ts'

/** Settings for search phrases. */
export const SEARCH_SETTINGS = {
  conceptWords: {
    type: 'flag',
    default: true,
    description:
      'Whether a word also finds the words of other languages for the same: "Hund" finds captions with "dog".',
  },
  correctSpelling: {
    type: 'flag',
    default: true,
    description:
      'Whether a word that occurs nowhere is corrected to a similar word that occurs in the library.',
  },
} as const satisfies Record<string, Setting>
