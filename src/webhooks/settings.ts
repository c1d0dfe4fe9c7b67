import type { Setting } from '../lib/setting.ts'

/** Settings of webhooks, and of other calls to addresses that others choose. */
export const WEBHOOKS_SETTINGS = {
  callableNetworks: {
    type: 'list',
    default: [],
    description:
      'Private networks and addresses that webhooks may call, also by plain HTTP, such as 10.1.0.0/16; everything else that is private is refused.',
  },
  webhookTimeoutSeconds: {
    type: 'integer',
    default: 15,
    min: 1,
    max: 60,
    description: 'How many seconds the receiver of a webhook has to respond.',
  },
} as const satisfies Record<string, Setting>
