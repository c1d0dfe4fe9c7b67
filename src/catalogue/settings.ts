import type { Setting } from '../lib/setting.ts'
import { LICENSE_MODELS } from './trade-lists.ts'

/** Settings for pictures whose rights are not stated, and for reading records. */
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
  maxRecordCacheBytes: {
    type: 'integer',
    default: 134_217_728,
    min: 0,
    max: 2 ** 40,
    description:
      'Memory for keeping the records of assets that were shown last, in bytes; an asset takes about 3,000. 0 keeps none.',
  },
} as const satisfies Record<string, Setting>
