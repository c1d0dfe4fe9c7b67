/** A time of day or year as colours, from the top of the sky to the foreground. */
export type Light = {
  readonly words: string
  readonly keyword: string
  readonly sky: readonly [string, string, string]
  readonly far: string
  readonly near: string
  readonly sun: string
}

export const LIGHTS = {
  dawn: {
    words: 'at dawn',
    keyword: 'dawn',
    sky: ['#3c4f7f', '#d98fa0', '#fbd9a5'],
    far: '#b78aa0',
    near: '#3d3350',
    sun: '#fff1cf',
  },
  day: {
    words: 'on a clear day',
    keyword: 'blue sky',
    sky: ['#2f78c4', '#7fb8e6', '#dff1fb'],
    far: '#8fb3cc',
    near: '#2f5d3a',
    sun: '#ffffff',
  },
  noon: {
    words: 'at noon',
    keyword: 'summer',
    sky: ['#1f8fd0', '#69c3ee', '#e6f8ff'],
    far: '#7fc0bd',
    near: '#1f7a57',
    sun: '#fffbe0',
  },
  dusk: {
    words: 'at dusk',
    keyword: 'sunset',
    sky: ['#2a2350', '#a8446a', '#ff9a5a'],
    far: '#7d4368',
    near: '#1d1530',
    sun: '#ffd9a0',
  },
  night: {
    words: 'at night',
    keyword: 'night',
    sky: ['#070b1d', '#13234a', '#2c4a78'],
    far: '#1d3357',
    near: '#050914',
    sun: '#f2f5ff',
  },
  winter: {
    words: 'in winter',
    keyword: 'winter',
    sky: ['#8fb4d8', '#c8dcec', '#f6fafd'],
    far: '#b9cfe0',
    near: '#4d6a80',
    sun: '#ffffff',
  },
  autumn: {
    words: 'in autumn',
    keyword: 'autumn',
    sky: ['#6a93b5', '#d9c9a3', '#fbe8bf'],
    far: '#c79a62',
    near: '#6d3217',
    sun: '#fff3cf',
  },
  mist: {
    words: 'in the mist',
    keyword: 'fog',
    sky: ['#9fb3b5', '#c4d0cd', '#e9eeea'],
    far: '#b4c3c0',
    near: '#3f5552',
    sun: '#fdfdf6',
  },
  storm: {
    words: 'before a storm',
    keyword: 'storm',
    sky: ['#20262e', '#4a5763', '#97a3a6'],
    far: '#5b6a70',
    near: '#171e21',
    sun: '#d9dedd',
  },
  grey: {
    words: 'in black and white',
    keyword: 'black and white',
    sky: ['#3a3a3a', '#8c8c8c', '#e4e4e4'],
    far: '#9a9a9a',
    near: '#161616',
    sun: '#ffffff',
  },
} as const satisfies Record<string, Light>
