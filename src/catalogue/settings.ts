import type { Setting } from '../lib/setting.ts'
import { LICENSE_MODELS } from './trade-lists.ts'

/** Settings for pictures whose rights are not stated. */
export const CATALOGUE_SETTINGS = {
  defaultLicenseModel: {
    type: LICENSE_MODELS,
    default: null,
    description: 'Licence model of pictures for which neither the file nor a record states one.',
  },
  defaultEmbeddable: {
    type: 'flag',
    default: false,
    description:
      'Whether other sites may embed pictures for which neither the file nor a record states whether they may.',
  },
} as const satisfies Record<string, Setting>
