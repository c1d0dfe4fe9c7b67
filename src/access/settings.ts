import type { Setting } from '../lib/setting.ts'

/** Settings for what is limited. */
export const ACCESS_SETTINGS = {
  limits: {
    type: 'url',
    schemes: ['redis', 'rediss'],
    example: 'redis://limits.example.org:6379',
    default: null,
    defaultText: 'the memory of the server',
    description:
      'Redis or Valkey in which several nodes count the requests of keys and the attempts to sign in together.',
  },
} as const satisfies Record<string, Setting>
