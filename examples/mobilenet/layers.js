/** Feature maps: for each point, row by row, a number for each channel. @typedef {{ height: number, width: number, channels: number, data: Float32Array }} Maps */

/**
 * Runs a layer of the kinds that MobileNetV2 consists of, with the meaning that Keras gives them.
 *
 * @param {import('./model.js').Layer} layer
 * @param {Maps[]} inputs
 * @param {ReadonlyMap<string, Float32Array>} weights
 * @returns {Maps}
 */
export function runLayer({ name, type, config }, [input, other], weights) {
  const weight = (kind) => weights.get(`${name}/${kind}`)
  if (type === 'ZeroPadding2D') return pad(input, config.padding)
  if (type === 'Conv2D') {
    if (config.kernel_size[0] === 1) return convolvePoints(input, weight('kernel'), config.filters)
    return convolve(input, weight('kernel'), config)
  }
  if (type === 'DepthwiseConv2D') {
    const padded =
      config.padding === 'same'
        ? pad(input, [
            [1, 1],
            [1, 1],
          ])
        : input
    return convolveChannels(padded, weight('depthwise_kernel'), config.strides[0])
  }
  if (type === 'BatchNormalization') return normalise(input, weight, config.epsilon)
  if (type === 'ReLU') return map(input, (value) => Math.min(Math.max(value, 0), config.max_value))
  if (type === 'Add') return map(input, (value, at) => value + other.data[at])
  if (type === 'AveragePooling2D') return average(input)
  if (type === 'Flatten') return input
  throw new Error(`There is no layer of the kind ${type} in MobileNetV2.`)
}

const map = (input, change) => ({ ...input, data: input.data.map(change) })

function empty(height, width, channels) {
  return { height, width, channels, data: new Float32Array(height * width * channels) }
}

function pad({ height, width, channels, data }, [[top, bottom], [left, right]]) {
  const padded = empty(height + top + bottom, width + left + right, channels)
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels)
    padded.data.set(row, ((y + top) * padded.width + left) * channels)
  }
  return padded
}

/** A convolution of single points: a product of matrices. */
function convolvePoints({ height, width, channels, data }, kernel, filters) {
  const result = empty(height, width, filters)
  for (let point = 0; point < height * width; point++) {
    const out = result.data.subarray(point * filters, (point + 1) * filters)
    for (let channel = 0; channel < channels; channel++) {
      const value = data[point * channels + channel]
      if (value === 0) continue
      const from = channel * filters
      for (let filter = 0; filter < filters; filter++) out[filter] += value * kernel[from + filter]
    }
  }
  return result
}

function convolve(
  { height, width, channels, data },
  kernel,
  { filters, kernel_size: [side], strides: [step] },
) {
  const result = empty(Math.floor((height - side) / step) + 1, Math.floor((width - side) / step) + 1, filters)
  for (let y = 0; y < result.height; y++)
    for (let x = 0; x < result.width; x++) {
      const out = result.data.subarray((y * result.width + x) * filters, (y * result.width + x + 1) * filters)
      for (let offset = 0; offset < side * side * channels; offset++) {
        const row = y * step + Math.floor(offset / (side * channels))
        const value = data[(row * width + x * step) * channels + (offset % (side * channels))]
        for (let filter = 0; filter < filters; filter++)
          out[filter] += value * kernel[offset * filters + filter]
      }
    }
  return result
}

/** A convolution of 3 × 3 points of each channel by itself. */
function convolveChannels({ height, width, channels, data }, kernel, step) {
  const result = empty(Math.floor((height - 3) / step) + 1, Math.floor((width - 3) / step) + 1, channels)
  for (let y = 0; y < result.height; y++)
    for (let x = 0; x < result.width; x++) {
      const to = (y * result.width + x) * channels
      for (let offset = 0; offset < 9; offset++) {
        const from = ((y * step + Math.floor(offset / 3)) * width + x * step + (offset % 3)) * channels
        const first = offset * channels
        for (let channel = 0; channel < channels; channel++)
          result.data[to + channel] += data[from + channel] * kernel[first + channel]
      }
    }
  return result
}

function normalise(input, weight, epsilon) {
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(weight)
  const scale = gamma.map((value, channel) => value / Math.sqrt(variance[channel] + epsilon))
  const shift = beta.map((value, channel) => value - mean[channel] * scale[channel])
  const { channels } = input
  return map(input, (value, at) => value * scale[at % channels] + shift[at % channels])
}

/** The mean of each channel. */
function average({ height, width, channels, data }) {
  const result = empty(1, 1, channels)
  for (let at = 0; at < data.length; at++) result.data[at % channels] += data[at] / (height * width)
  return result
}
