import { availableParallelism } from 'node:os'
import type { Setting } from '../lib/setting.ts'

/** Limits of decoding, and the watermark. */
export const MEDIA_SETTINGS = {
  decoders: {
    type: 'integer',
    byDefault: availableParallelism(),
    min: 1,
    max: 256,
    byDefaultIs: 'one for each core',
    what: 'Processes that decode pictures; up to two more take over while files hold these up.',
  },
  decodeTimeoutMs: {
    type: 'integer',
    byDefault: 60_000,
    min: 100,
    max: 3_600_000,
    what: 'Time that decoding one picture may take.',
  },
  maxDecoderBytes: {
    type: 'integer',
    byDefault: 1_610_612_736,
    min: 67_108_864,
    max: 2 ** 40,
    what: 'Memory that one decoder process may use; on Linux the system sees to it, where prlimit of util-linux is installed.',
  },
  maxPixels: {
    type: 'integer',
    byDefault: 268_435_456,
    min: 1,
    max: 2 ** 40,
    what: 'Largest picture that is decoded, in pixels.',
  },
  maxFileBytes: {
    type: 'integer',
    byDefault: 1_073_741_824,
    min: 1,
    max: 2 ** 40,
    what: 'Largest file that is taken in.',
  },
  watermarkText: {
    type: 'text',
    byDefault: null,
    what: 'Text over pictures that are shown with a watermark, in place of VITRINE: Latin letters with their accents, digits, punctuation.',
  },
  watermarkSvg: {
    type: 'text',
    byDefault: null,
    what: 'File with an SVG that is the watermark, in place of a text. It may use no font and refer to nothing outside.',
  },
  watermarkOpacity: {
    type: 'integer',
    byDefault: 55,
    min: 0,
    max: 100,
    what: 'How opaque the watermark is, in per cent.',
  },
} as const satisfies Record<string, Setting>
