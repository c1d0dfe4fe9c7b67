import { runPart } from './parts.ts'

runPart('clients')
