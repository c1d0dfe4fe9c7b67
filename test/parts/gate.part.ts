import { runPart } from './parts.ts'

runPart('gate')
