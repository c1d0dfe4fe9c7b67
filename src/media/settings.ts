import { availableParallelism } from 'node:os'
import type { Setting } from '../lib/setting.ts'
import { DEFAULT_TOOLS } from './tools/tool-paths.ts'

/** Settings of decoding and of the watermark. */
export const MEDIA_SETTINGS = {
  decoders: {
    type: 'integer',
    default: availableParallelism(),
    min: 1,
    max: 256,
    defaultText: 'one for each core',
    description: 'Number of decoder processes; up to two more are started while slow files block these.',
  },
  decodeTimeoutMs: {
    type: 'integer',
    default: 60_000,
    min: 100,
    max: 3_600_000,
    description: 'Time limit for decoding one picture.',
  },
  maxDecoderBytes: {
    type: 'integer',
    default: 1_610_612_736,
    min: 67_108_864,
    max: 2 ** 40,
    description:
      'Memory limit of one decoder process; enforced by the system on Linux where prlimit of util-linux is installed.',
  },
  maxPixels: {
    type: 'integer',
    default: 268_435_456,
    min: 1,
    max: 2 ** 40,
    description: 'Largest picture to decode, in pixels.',
  },
  maxFileBytes: {
    type: 'integer',
    default: 1_073_741_824,
    min: 1,
    max: 2 ** 40,
    description: 'Largest file to ingest.',
  },
  vipsPath: {
    type: 'text',
    default: DEFAULT_TOOLS.vips,
    description:
      'The program vips of libvips, which reads pictures that no library here reads (docs/how-to/formats.md).',
  },
  ghostscriptPath: {
    type: 'text',
    default: DEFAULT_TOOLS.ghostscript,
    description: 'The program gs of Ghostscript, which draws EPS and PDF files.',
  },
  ffmpegPath: {
    type: 'text',
    default: DEFAULT_TOOLS.ffmpeg,
    description:
      'The program ffmpeg, which makes posters, key frames and clips of videos (docs/how-to/videos.md).',
  },
  ffprobePath: {
    type: 'text',
    default: DEFAULT_TOOLS.ffprobe,
    description: 'The program ffprobe, which comes with ffmpeg and describes videos.',
  },
  clipTimeoutMs: {
    type: 'integer',
    default: 1_800_000,
    min: 1000,
    max: 86_400_000,
    description: 'Time limit for making one clip of a video.',
  },
  watermarkText: {
    type: 'text',
    default: null,
    description:
      'Watermark text instead of VITRINE: Latin letters with or without accents, digits, punctuation.',
  },
  watermarkSvg: {
    type: 'text',
    default: null,
    description:
      'SVG file to use as the watermark instead of a text. It must not use fonts or refer to anything outside itself.',
  },
  watermarkOpacity: {
    type: 'integer',
    default: 55,
    min: 0,
    max: 100,
    description: 'Opacity of the watermark, in per cent.',
  },
} as const satisfies Record<string, Setting>
