import type { Setting } from '../lib/setting.ts'
import { LICENSE_MODELS } from './trade-lists.ts'

/** What holds for pictures of which nobody states it. */
export const CATALOGUE_SETTINGS = {
  defaultLicenseModel: {
    type: LICENSE_MODELS,
    default: null,
    description: 'Licence model of every picture of which neither its file nor its record states one.',
  },
  defaultEmbeddable: {
    type: 'flag',
    default: false,
    description:
      'Whether pictures may be embedded in pages of others where neither file nor record says whether they may.',
  },
} as const satisfies Record<string, Setting>
