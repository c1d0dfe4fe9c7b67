import type { Setting } from '../lib/setting.ts'

/** Settings of downloads. */
export const DOWNLOADS_SETTINGS = {
  repeatWindowSeconds: {
    type: 'integer',
    default: 600,
    min: 0,
    max: 86_400,
    description:
      'For how many seconds a repeated download of the same asset, size and product by the same user is the same download and charged once.',
  },
  creditPrices: {
    type: 'list',
    default: [
      'x_small:1',
      'small:2',
      'medium:4',
      'large:6',
      'x_large:8',
      'xx_large:10',
      'vector:10',
      'extended:50',
    ],
    description: 'What each size of an image, and an extended licence, costs in credits.',
  },
} as const satisfies Record<string, Setting>
