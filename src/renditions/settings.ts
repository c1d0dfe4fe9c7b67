import type { Setting } from '../lib/setting.ts'

/** Settings of stored renditions. */
export const RENDITIONS_SETTINGS = {
  maxRenditionBytes: {
    type: 'integer',
    default: 107_374_182_400,
    min: 0,
    max: 2 ** 50,
    description:
      'Disk space for renditions; beyond it the least recently used are deleted, and made again on demand.',
  },
  clipWaitMs: {
    type: 'integer',
    default: 25_000,
    min: 0,
    max: 600_000,
    description:
      'How long a request waits for a clip of a video that is being made, before it is answered with 503.',
  },
} as const satisfies Record<string, Setting>
