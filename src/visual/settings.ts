import type { Setting } from '../lib/setting.ts'

/** Settings of searches by sight. */
export const VISUAL_SETTINGS = {
  embedder: {
    type: 'text',
    default: null,
    description:
      'What turns pictures into vectors for searches by sight, instead of the built-in descriptor: an ONNX model (.onnx) or a JavaScript module (docs/how-to/visual-search.md).',
  },
  embedderTimeoutMs: {
    type: 'integer',
    default: 30_000,
    min: 100,
    max: 3_600_000,
    description: 'Time limit of the embedder for one picture.',
  },
  maxEmbedderBytes: {
    type: 'integer',
    default: 2_147_483_648,
    min: 134_217_728,
    max: 2 ** 40,
    description: 'Memory limit of the process in which the embedder runs.',
  },
} as const satisfies Record<string, Setting>
