import type { Setting } from '../lib/setting.ts'

/** Settings for searches. */
export const SEARCH_SETTINGS = {
  search: {
    type: 'url',
    schemes: ['opensearch', 'opensearchs'],
    hosts: 'several',
    example: 'opensearch://search.example.org:9200/pictures',
    default: null,
    defaultText: 'an index of each node, by searchEngine',
    description:
      'Index in OpenSearch, which several nodes search; "opensearchs:" for TLS. Several hosts of a cluster are separated by commas: ' +
      'if one cannot be reached, the others are asked. The user may be in OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD instead.',
  },
  searchEngine: {
    type: ['embedded', 'fts5'],
    default: 'embedded',
    description:
      'The index of searches, unless `search` is set: "embedded" is in memory, about 1 GB for a million assets, and the fastest; "fts5" is a file.',
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
