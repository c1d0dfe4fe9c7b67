import type { Setting } from '../lib/setting.ts'

/** Settings for the records of a library. */
export const RECORDS_SETTINGS = {
  records: {
    type: 'url',
    schemes: ['postgres', 'postgresql'],
    example: 'postgres://vitrine@db.example.org/vitrine',
    default: null,
    defaultText: 'the file records.db in the data folder',
    description:
      'PostgreSQL database with the records, for several nodes. Its password may be in PGPASSWORD or a file ~/.pgpass instead.',
  },
  recordConnections: {
    type: 'integer',
    default: 4,
    min: 2,
    max: 1000,
    description: 'Connections to PostgreSQL that each thread has open at most.',
  },
} as const satisfies Record<string, Setting>
