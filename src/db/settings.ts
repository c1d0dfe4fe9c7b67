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
  recordReplica: {
    type: 'url',
    schemes: ['postgres', 'postgresql'],
    example: 'postgres://vitrine@replica.example.org/vitrine',
    default: null,
    description:
      'Read-only copy of the PostgreSQL database, from which the records in search results are read while it has all changes.',
  },
  recordConnections: {
    type: 'integer',
    default: 4,
    min: 2,
    max: 1000,
    description: 'Connections to PostgreSQL that each thread has open at most, and as many to its replica.',
  },
} as const satisfies Record<string, Setting>
