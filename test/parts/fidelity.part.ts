import { runPart } from './parts.ts'

runPart('fidelity')
