import type { Setting } from '../lib/setting.ts'

/** Settings for searches. */
export const SEARCH_SETTINGS = {
  searchEngine: {
    type: ['embedded', 'fts5'],
    default: 'embedded',
    description:
      'The index of searches: "embedded" is in memory, about 1 GB for a million assets, and the fastest; "fts5" is a file.',
  },
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
