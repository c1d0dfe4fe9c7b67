import { type Attempt, type GuessLimit, TooManyGuesses } from '../access/guess-limit.ts'
import type { RevisionName } from '../db/tables/changes.ts'
import type { ServedCertificate } from '../http/tls/certificate.ts'
import { Problem, type ProblemCode } from '../lib/problem.ts'
import type { SentError } from '../lib/thread-calls.ts'
import type { Decoding, SeenPicture } from '../media/decoder-pool.ts'
import { MediaProblem, type MediaRefusal } from '../media/media-problem.ts'
import type { RenditionSpec } from '../media/render.ts'
import { BeingMade } from '../renditions/being-made.ts'
import type { FoundRendition, Raster, Size } from '../renditions/make-rendition.ts'
import type { RenditionMaking } from '../renditions/rendition-maker.ts'
import type { SearchedFrames } from '../visual/frame-index.ts'
import { type FrameFunctions, offerFrames } from '../visual/remote-frames.ts'
import type { OpenPorts, Ports } from './answering.ts'

/** What the thread that starts a server does for those that answer its requests, because a server has it once. */
export type ServerFunctions = FrameFunctions & {
  see(path: string, specs: readonly RenditionSpec[]): Promise<SeenPicture>
  makeRendition(raster: Raster, size: Size): Promise<FoundRendition>
  makeAndSaveRendition(raster: Raster, size: Size): Promise<FoundRendition>
  makeRenditionLater(raster: Raster, size: Size): void
  takeGuess(attempt: Attempt): Promise<void>
  guessSucceeded(attempt: Attempt): Promise<void>
  wakeIndex(): void
  reset(): Promise<void>
  /** Makes all other threads take in what this one has changed. */
  revisionRaised(name: RevisionName): Promise<void>
  /** Tells whether the index of all other threads has had all changes that there were when they started. */
  haveOthersCaughtUp(): Promise<boolean>
  /** Makes all other threads save the requests that they have counted. */
  flushRequestCounts(): Promise<void>
}

/** What a thread that answers requests does for the one that starts it. */
export type ThreadFunctions = {
  receiveIndex(view: unknown): void
  listen(ports: Ports): Promise<OpenPorts>
  forgetAnswers(): void
  hasCaughtUp(): Promise<boolean>
  setCertificate(certificate: ServedCertificate): void
  followRevision(name: RevisionName): Promise<void>
  flushRequestCounts(): Promise<void>
  drain(): void
  /** Finishes open requests for `graceMs`, and ends the thread. */
  stop(graceMs: number): void
}

/** What a server has once. */
export type SharedServices = {
  readonly decoder: Pick<Decoding, 'see'>
  readonly maker: RenditionMaking
  readonly guesses: GuessLimit
  readonly frames: SearchedFrames
}

/** Lets other threads use what a server has once. */
export const offerServices = ({ decoder, maker, guesses, frames }: SharedServices) => ({
  see: (path: string, specs: readonly RenditionSpec[]) => decoder.see(path, specs),
  makeRendition: (raster: Raster, size: Size) => maker.make(raster, size),
  makeAndSaveRendition: (raster: Raster, size: Size) => maker.makeAndSave(raster, size),
  makeRenditionLater: (raster: Raster, size: Size) => maker.makeLater(raster, size),
  takeGuess: (attempt: Attempt) => guesses.take(attempt),
  guessSucceeded: (attempt: Attempt) => guesses.succeeded(attempt),
  ...offerFrames(frames),
})

/** Makes again the errors that callers tell apart. */
export function reviveError({ name, message, members }: SentError): Error | null {
  const { code, refusal, detail, progress, waitSeconds } = members
  if (name === 'BeingMade') return new BeingMade(Number(progress))
  if (name === 'TooManyGuesses') return new TooManyGuesses(Number(waitSeconds))
  if (refusal !== undefined)
    return new MediaProblem(refusal as MediaRefusal, (detail as string | null) ?? undefined)
  if (members.members === undefined) return null
  return new Problem(code as ProblemCode, message, { members: members.members as Problem['members'] })
}
