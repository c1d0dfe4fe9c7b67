import type { Setting } from '../lib/setting.ts'

/** Settings of uploads for searches by image. */
export const UPLOADS_SETTINGS = {
  maxUploads: {
    type: 'integer',
    default: 100,
    min: 0,
    max: 100_000,
    description:
      'How many pictures a key may have uploaded for searches by image; they expire after 24 hours.',
  },
  maxUploadBytes: {
    type: 'integer',
    default: 268_435_456,
    min: 0,
    max: 2 ** 40,
    description: 'How many bytes these pictures of a key may have together.',
  },
  imageUrlHosts: {
    type: 'list',
    default: [],
    description:
      'Hosts whose pictures searches by image may name as image_url, such as images.example.com; by default pictures have to be uploaded.',
  },
} as const satisfies Record<string, Setting>
