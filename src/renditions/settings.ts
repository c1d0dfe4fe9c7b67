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
} as const satisfies Record<string, Setting>
