import { runPart } from './parts.ts'

runPart('ingest')
