import { availableParallelism } from 'node:os'
import type { Setting } from '../lib/setting.ts'

/** Settings of download sizes of videos. */
export const TRANSCODES_SETTINGS = {
  videoSizes: {
    type: ['onDemand', 'eager'],
    default: 'onDemand',
    description:
      'When the download sizes of videos are made: when a customer downloads one, or as soon as the video is in the library (eager).',
  },
  transcodesAtOnce: {
    type: 'integer',
    default: Math.max(1, Math.floor(availableParallelism() / 2)),
    min: 1,
    max: 256,
    defaultText: 'one for every two cores',
    description: 'How many sizes of videos are made at once, by all servers of the library together.',
  },
  transcodeTimeoutSeconds: {
    type: 'integer',
    default: 21_600,
    min: 1,
    max: 604_800,
    description: 'Time limit for making one size of a video.',
  },
  maxTranscodeBytes: {
    type: 'integer',
    default: 107_374_182_400,
    min: 0,
    max: 2 ** 50,
    description:
      'Disk space for sizes of videos; beyond it the least recently used are deleted, and made again on demand.',
  },
} as const satisfies Record<string, Setting>
