import { runPart } from './parts.ts'

runPart('units')
