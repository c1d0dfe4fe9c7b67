import { MediaProblem, type MediaRefusal } from './media-problem.ts'

type Foreign = readonly [code: MediaRefusal, name: string, head: RegExp]

/** How each known but unsupported format begins (bytes as Latin-1), with the name that people know it by. */
const FOREIGN: readonly Foreign[] = [
  ['foreign', 'JPEG XR', /^II\xbc/],
  ['foreign', 'GIMP XCF', /^gimp xcf/],
  ['foreign', 'Windows icon', /^\0\0[\x01\x02]\0[\x01-\xff]\0/],
  ['foreign', 'Windows metafile', /^(?:\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF)/s],
  ['foreign', 'OpenEXR', /^\x76\x2f\x31\x01/],
  ['foreign', 'Radiance HDR', /^#\?(?:RADIANCE|RGBE)/],
  ['foreign', 'DjVu', /^AT&TFORM/],
  ['foreign', 'Netpbm', /^P[1-7]\s+(?:#|\d|WIDTH)/],
  ['foreign', 'gzip, perhaps a compressed SVG', /^\x1f\x8b/],
  ['audio', 'MP3', /^(?:ID3[\x02-\x04]|\xff[\xfa\xfb\xf2\xf3])/],
  ['audio', 'AAC', /^(?:\xff[\xf0\xf1\xf8\xf9]|.{4}ftypM4[AB] )/s],
  ['audio', 'FLAC', /^fLaC/],
  ['audio', 'WAV', /^RIFF.{4}WAVE/s],
  ['audio', 'AIFF', /^FORM.{4}AIF[FC]/s],
  ['audio', 'MIDI', /^MThd/],
  ['audio', 'Ogg', /^OggS.{24,60}(?:OpusHead|\x01vorbis|Speex|\x7fFLAC)/s],
  ['video', 'Ogg', /^OggS/],
  ['video', 'QuickTime', /^.{4}(?:ftypqt {2}|moov|mdat|wide|free)/s],
  ['video', 'MP4', /^.{4}ftyp/s],
  ['video', 'Matroska or WebM', /^\x1a\x45\xdf\xa3/],
  ['video', 'AVI', /^RIFF.{4}AVI /s],
  ['video', 'Windows Media', /^\x30\x26\xb2\x75\x8e\x66\xcf\x11/],
  ['video', 'Flash', /^FLV/],
  ['video', 'MPEG', /^(?:\0\0\x01[\xba\xb3]|\x47.{187}\x47)/s],
]
const LONGEST_HEAD = 200

/** Refuses a file in an unsupported format, naming the format if it is known. */
export function foreignFormat(head: Uint8Array): MediaProblem {
  const text = String.fromCharCode(...head.subarray(0, LONGEST_HEAD))
  const [code, name] = FOREIGN.find(([, , begins]) => begins.test(text)) ?? (['unsupported'] as const)
  return new MediaProblem(code, name)
}
