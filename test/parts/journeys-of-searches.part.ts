import { runPart } from './parts.ts'

runPart('journeys-of-searches')
