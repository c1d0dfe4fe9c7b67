import type { Setting } from '../lib/setting.ts'

/** Settings for where pictures and videos are kept. */
export const BLOBS_SETTINGS = {
  blobs: {
    type: 'url',
    schemes: ['s3'],
    example: 's3://vitrine-pictures/library',
    default: null,
    defaultText: 'the data folder',
    description:
      'Bucket, and folder in it, with originals, renditions, uploads and sizes of videos. The variables AWS_ACCESS_KEY_ID, ' +
      'AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL tell how to reach it.',
  },
  bucketUrl: {
    type: 'url',
    default: null,
    description:
      'Address at which clients reach the server of the bucket, such as https://s3.example.org. With it, files of downloads that ' +
      'carry no stamp are sent by that server.',
  },
  maxSpoolBytes: {
    type: 'integer',
    default: 4 * 1024 ** 3,
    min: 1,
    max: 2 ** 50,
    description:
      'Disk space in the data folder for copies of files in the bucket while they are decoded, in bytes; a larger file is copied alone.',
  },
} as const satisfies Record<string, Setting>
