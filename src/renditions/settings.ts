import type { Setting } from '../lib/setting.ts'

/** What is kept of renditions. */
export const RENDITIONS_SETTINGS = {
  maxRenditionBytes: {
    type: 'integer',
    byDefault: 107_374_182_400,
    min: 0,
    max: 2 ** 50,
    what: 'Disk for renditions; beyond it those that nobody looked at for longest go, and are made again when asked for.',
  },
} as const satisfies Record<string, Setting>
