/** Fields of the messages in onnx.proto3 (ONNX, IR version 7) that a small model needs. */
const MODEL = { irVersion: 1, graph: 7, opsetImport: 8 } as const
const OPSET = { version: 2 } as const
const GRAPH = { node: 1, name: 2, input: 11, output: 12 } as const
const NODE = { input: 1, output: 2, type: 4 } as const
const VALUE = { name: 1, type: 2 } as const
const TENSOR_TYPE = 1
const TENSOR = { elementType: 1, shape: 2 } as const
const [DIMENSION, DIMENSION_VALUE] = [1, 1]
const FLOAT = 1

/** Makes an ONNX model that returns the mean of each colour of a planar picture whose sides have this length. */
export function meanColourModel(side: number): Buffer {
  const graph = Buffer.concat([
    bytes(GRAPH.node, node('GlobalAveragePool', 'picture', 'means')),
    bytes(GRAPH.node, node('Flatten', 'means', 'vector')),
    text(GRAPH.name, 'mean colour'),
    bytes(GRAPH.input, value('picture', [1, 3, side, side])),
    bytes(GRAPH.output, value('vector', [1, 3])),
  ])
  return Buffer.concat([
    integer(MODEL.irVersion, 7),
    bytes(MODEL.opsetImport, integer(OPSET.version, 13)),
    bytes(MODEL.graph, graph),
  ])
}

const node = (type: string, input: string, output: string): Buffer =>
  Buffer.concat([text(NODE.input, input), text(NODE.output, output), text(NODE.type, type)])

function value(name: string, shape: readonly number[]): Buffer {
  const dimensions = shape.map((side) => bytes(DIMENSION, integer(DIMENSION_VALUE, side)))
  const tensor = Buffer.concat([
    integer(TENSOR.elementType, FLOAT),
    bytes(TENSOR.shape, Buffer.concat(dimensions)),
  ])
  return Buffer.concat([text(VALUE.name, name), bytes(VALUE.type, bytes(TENSOR_TYPE, tensor))])
}

/** A field of protobuf with a number (https://protobuf.dev/programming-guides/encoding/). */
const integer = (field: number, number: number): Buffer => Buffer.concat([varint(field << 3), varint(number)])

const bytes = (field: number, content: Uint8Array): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(content.length), content])

const text = (field: number, content: string): Buffer => bytes(field, Buffer.from(content))

function varint(number: number): Buffer {
  const low = number & 0x7f
  return number > 0x7f ? Buffer.concat([Buffer.of(low | 0x80), varint(number >>> 7)]) : Buffer.of(low)
}
