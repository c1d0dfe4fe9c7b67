import { runPart } from './parts.ts'

runPart('media')
