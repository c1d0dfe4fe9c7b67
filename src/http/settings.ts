import { availableParallelism } from 'node:os'
import type { Setting } from '../lib/setting.ts'

/** Each thread takes memory, so that more are an owner's choice. */
const MOST_BY_DEFAULT = 16

/** How the server listens, what it trusts in requests, and how answers are cached. */
export const HTTP_SETTINGS = {
  host: {
    type: 'text',
    default: '127.0.0.1',
    description: 'Address that plain HTTP listens on. Beyond loopback only together with behindProxy.',
  },
  port: {
    type: 'integer',
    default: 8080,
    min: 0,
    max: 65535,
    description: 'Port of plain HTTP; 0 picks a free one.',
  },
  tlsHost: {
    type: 'text',
    default: '127.0.0.1',
    description: 'Address that HTTPS listens on; 0.0.0.0 means all addresses.',
  },
  tlsPort: {
    type: 'integer',
    default: 8443,
    min: 0,
    max: 65535,
    description: 'Port of HTTPS (HTTP/2 and HTTP/1.1); 0 picks a free one.',
  },
  threads: {
    type: 'integer',
    default: Math.min(MOST_BY_DEFAULT, availableParallelism()),
    min: 1,
    max: 64,
    defaultText: `one for each core, at most ${MOST_BY_DEFAULT}`,
    description:
      'Number of threads that answer requests. More than one need Linux; elsewhere, and in development unless it is given, it is 1.',
  },
  tlsCertificate: {
    type: 'text',
    default: null,
    description: "File with the owner's certificate chain (PEM), reloaded when it changes.",
  },
  tlsKey: { type: 'text', default: null, description: 'File with the private key of tlsCertificate (PEM).' },
  drainSeconds: {
    type: 'integer',
    default: 0,
    min: 0,
    max: 3600,
    description:
      'How long the server goes on answering after it was told to stop, while /readyz returns 503, so that load balancers send requests elsewhere.',
  },
  behindProxy: {
    type: 'list',
    default: [],
    description: 'Addresses or networks of proxies whose X-Forwarded-* headers are trusted.',
  },
  countryHeader: {
    type: 'text',
    default: null,
    description: 'Header in which a trusted proxy names the country of a request, such as CF-IPCountry.',
  },
  publicUrl: {
    type: 'url',
    default: null,
    description: 'Base URL of all addresses in answers, such as https://images.example.org.',
  },
  gallery: {
    type: 'flag',
    default: false,
    description: 'Whether everyone may browse the gallery at / without a key. On in development.',
  },
  galleryClean: {
    type: ['thumb', 'preview', 'comp'],
    default: 'preview',
    description:
      'Largest size that visitors of the gallery see without a watermark: thumb 170, preview 506, comp 612 pixels.',
  },
  cacheSeconds: {
    type: 'integer',
    default: 86_400,
    min: 0,
    max: 31_536_000,
    description: 'How long caches may keep an answer, in seconds (max-age).',
  },
  unknownParameters: {
    type: ['refuse', 'ignore'],
    default: 'refuse',
    description: 'What to do with a query parameter that an operation does not have.',
  },
  responseCache: {
    type: 'flag',
    default: false,
    description:
      'Whether the headers x-cache and age tell if an answer comes from memory, and how old it is.',
  },
  maxAnswerMemoryBytes: {
    type: 'integer',
    default: 67_108_864,
    min: 0,
    max: 2 ** 40,
    description: 'Memory for keeping sent answers until the library changes, in bytes; 0 keeps none.',
  },
  maxBodyBytes: {
    type: 'integer',
    default: 1_048_576,
    min: 1024,
    max: 1_073_741_824,
    description: 'Maximum size of a request body, in bytes.',
  },
  requestTimeoutMs: {
    type: 'integer',
    default: 30_000,
    min: 100,
    max: 3_600_000,
    description:
      'Time in which a request must arrive completely; a client that reads nothing of its answer for as long is disconnected.',
  },
} as const satisfies Record<string, Setting>
