import { tmpdir } from 'node:os'
import { MediaProblem } from '../media-problem.ts'
import { runTool } from '../tools/run-tool.ts'
import { coloursOf } from './colour-codes.ts'
import { readingArgs } from './run-ffmpeg.ts'
import { possibleDuration, possibleRate, shownSize, type VideoFacts } from './video-facts.ts'
import type { VideoFile } from './video-file.ts'

/** What ffprobe reports of a stream, as far as it is used. Everything may be missing. */
type Stream = Readonly<Partial<Record<string, string | number>>> & {
  readonly disposition?: { readonly attached_pic?: number }
  readonly side_data_list?: readonly { readonly rotation?: number }[]
  readonly tags?: Readonly<Record<string, string>>
}
type Report = { readonly streams?: readonly Stream[]; readonly format?: { readonly duration?: string } }

const MAX_REPORT_CHARACTERS = 4_000_000
const INTERLACED = /^(?:tt|bb|tb|bt)$/

/**
 * Describes a video with ffprobe.
 *
 * @throws MediaProblem `audio` if it has sound only; `unreadable_video` if it cannot be opened or has no pictures; `timeout`.
 */
export async function readByFfprobe(
  file: VideoFile,
  { program, maxMemoryBytes, timeoutMs }: { program: string; maxMemoryBytes: number; timeoutMs: number },
): Promise<VideoFacts> {
  let text = ''
  await runTool({
    program,
    args: ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', ...readingArgs(file)],
    folder: tmpdir(),
    limits: { maxMemoryBytes, maxWrittenBytes: 0, maxCpuSeconds: Math.ceil(timeoutMs / 1000) },
    timeoutMs,
    onOutput: (piece) => {
      if (text.length < MAX_REPORT_CHARACTERS) text += piece
    },
  }).catch((error) => {
    throw error.refusal === 'unreadable' ? new MediaProblem('unreadable_video', error.detail) : error
  })
  return factsIn(JSON.parse(text.slice(0, MAX_REPORT_CHARACTERS)) as Report)
}

/** By which share the rates of broadcasting differ from whole ones (1000 / 1001), and more than which no duration is off. */
const [DIFFERENT_RATES, MEASURED_DURATION] = [0.0015, 0.02]

function factsIn({ streams = [], format }: Report): VideoFacts {
  const ofType = (type: string) => streams.filter((it) => it.codec_type === type)
  const stream = ofType('video').find((it) => !isCover(it))
  const stored = { width: Number(stream?.width), height: Number(stream?.height) }
  const hasSound = ofType('audio').length > 0
  if (hasSound && ofType('video').every(isCover)) throw new MediaProblem('audio')
  if (!stream || !(stored.width > 0 && stored.height > 0))
    throw new MediaProblem('unreadable_video', 'it has no pictures that ffprobe recognises')
  const rotation = rotationOf(stream)
  const pixelRatio = ratioOf(stream.sample_aspect_ratio)
  const duration = Number(stream.duration ?? format?.duration ?? secondsIn(stream.tags?.DURATION))
  const order = String(stream.field_order ?? 'unknown')
  return {
    durationMs: possibleDuration(duration * 1000),
    frameRate: frameRateOf(stream),
    ...shownSize(stored, { pixelRatio, rotation }),
    storedWidth: stored.width,
    storedHeight: stored.height,
    rotation,
    codec: String(stream.codec_name ?? 'unknown'),
    bitDepth: bitDepthOf(stream),
    isInterlaced: order === 'unknown' ? null : INTERLACED.test(order),
    colours: coloursOf({
      primaries: stream.color_primaries,
      transfer: stream.color_transfer,
      matrix: stream.color_space,
    }),
    hasSound,
  }
}

/** Whether it is a picture that a file carries with its sound, such as that of an album. */
const isCover = ({ disposition }: Stream) => Boolean(disposition?.attached_pic)

/**
 * The average rate, or the nominal one where both differ by a little: the duration of fragmented files, by which the average is
 * computed, is a few hundredths of a second off. 29.97 and 30 differ by less, and are different rates.
 */
function frameRateOf(stream: Stream): number | null {
  const [average, nominal] = [stream.avg_frame_rate, stream.r_frame_rate].map((it) =>
    possibleRate(ratioOf(it)),
  )
  if (average == null || nominal == null) return average ?? nominal ?? null
  const share = Math.abs(nominal / average - 1)
  return share > DIFFERENT_RATES && share < MEASURED_DURATION ? nominal : average
}

/** The rotation of the display matrix, which counts anticlockwise, or of an older tag; in degrees clockwise. */
function rotationOf({ side_data_list: sideData = [], tags }: Stream): number {
  const stated = sideData.find(({ rotation }) => rotation !== undefined)?.rotation
  const clockwise = stated === undefined ? Number(tags?.rotate ?? 0) : -stated
  const quarter = Math.round(clockwise / 90) * 90
  return Number.isFinite(quarter) ? ((quarter % 360) + 360) % 360 : 0
}

/** Reads "30000/1001" or "16:15"; NaN if it is neither. */
function ratioOf(text: unknown): number {
  const [above, below] = String(text).split(/[/:]/).map(Number)
  return above! / below!
}

/** Reads "00:00:08.266000000", as Matroska states it. */
function secondsIn(text: string | undefined): number {
  const [hours = Number.NaN, minutes = 0, seconds = 0] = (text ?? '').split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}

/** Stated by some codecs, else by the name of the pixel format: "yuv420p10le", "p010le". */
function bitDepthOf({ bits_per_raw_sample: stated, pix_fmt: format = '' }: Stream): number | null {
  if (Number(stated) > 0) return Number(stated)
  const wide = /(?:p|gray|gbrap?|y2|p0)(9|10|12|14|16)(?:le|be)$/.exec(String(format))?.[1]
  if (wide !== undefined) return Number(wide)
  return /^(?:yuvj?a?4\d\dp|nv\d\d|rgb24|bgr24|gbrp|gray|pal8)$/.test(String(format)) ? 8 : null
}
