import onnxProto, { type onnx as Onnx } from 'onnx-proto';

const { onnx } = onnxProto;

/** ONNX operator set of the standard operators used here; 17 has LayerNormalization and is known to every current runtime. */
const OPSET = 17;
/** File format version that goes with that operator set: https://github.com/onnx/onnx/blob/main/docs/Versioning.md */
const IR_VERSION = 8;
/** Domain of onnxruntime's fused operators: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md */
const FUSED = 'com.microsoft';

/** Element types of the graph's inputs, outputs and constants. */
export type ElementType = 'float32' | 'float16' | 'int8' | 'int64';

const ELEMENT_TYPES: Readonly<Record<ElementType, number>> = {
  float32: onnx.TensorProto.DataType.FLOAT,
  float16: onnx.TensorProto.DataType.FLOAT16,
  int8: onnx.TensorProto.DataType.INT8,
  int64: onnx.TensorProto.DataType.INT64,
};

/** Numbers in half precision are given by their bit patterns. */
type Numbers = Float32Array | Uint16Array | Int8Array | BigInt64Array;

/** Attributes of a node: integers, lists of integers; `{ float }` for a real number. */
type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** A number is a fixed size, a word is a free dimension of that name. */
export type Dimensions = readonly (number | string)[];

/** Writes an ONNX graph node by node; every value is known by its name. */
export class OnnxGraph {
  readonly #name: string;
  readonly #nodes: Onnx.INodeProto[] = [];
  readonly #constants = new Map<string, Onnx.ITensorProto>();
  readonly #inputs: Onnx.IValueInfoProto[] = [];
  readonly #outputs: Onnx.IValueInfoProto[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  input(name: string, type: ElementType, dimensions: Dimensions): string {
    this.#inputs.push(valueInfo(name, type, dimensions));
    return name;
  }

  /** Declares a value that some node computes as an output of the graph. */
  output(name: string, type: ElementType, dimensions: Dimensions): void {
    this.#outputs.push(valueInfo(name, type, dimensions));
  }

  /** A constant of the graph; its numbers are stored row by row. */
  constant(name: string, numbers: Numbers, dimensions: readonly number[]): string {
    this.#constants.set(name, {
      name,
      dims: [...dimensions],
      dataType: ELEMENT_TYPES[elementType(numbers)],
      rawData: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    });
    return name;
  }

  /** A list of integers, as shapes and axes are given. */
  integers(name: string, ...values: number[]): string {
    return this.constant(name, BigInt64Array.from(values, BigInt), [values.length]);
  }

  /**
   * Adds a standard operator with one output, which bears the node's name.
   *
   * @param inputs names of values; an empty name leaves an optional input out
   */
  standard(type: string, name: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#node('', type, name, inputs, [name], attributes)[0] as string;
  }

  /** As `standard`, for one of onnxruntime's own operators. */
  fused(type: string, name: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#node(FUSED, type, name, inputs, [name], attributes)[0] as string;
  }

  /** As `standard`, for an operator with several outputs. */
  several(
    type: string,
    outputs: readonly string[],
    inputs: readonly string[],
    attributes: Attributes = {},
  ): readonly string[] {
    return this.#node('', type, outputs.join(), inputs, outputs, attributes);
  }

  /** The bytes of an `.onnx` file. */
  encode(producer: { readonly name: string; readonly version: string }): Uint8Array {
    const model: Onnx.IModelProto = {
      irVersion: IR_VERSION,
      opsetImport: [
        { domain: '', version: OPSET },
        { domain: FUSED, version: 1 },
      ],
      producerName: producer.name,
      producerVersion: producer.version,
      graph: {
        name: this.#name,
        node: this.#nodes,
        initializer: [...this.#constants.values()],
        input: this.#inputs,
        output: this.#outputs,
      },
    };
    return onnx.ModelProto.encode(model).finish();
  }

  #node(
    domain: string,
    opType: string,
    name: string,
    input: readonly string[],
    output: readonly string[],
    attributes: Attributes,
  ): readonly string[] {
    this.#nodes.push({
      domain,
      opType,
      name,
      input: [...input],
      output: [...output],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return output;
  }
}

function elementType(numbers: Numbers): ElementType {
  if (numbers instanceof Float32Array) return 'float32';
  if (numbers instanceof Uint16Array) return 'float16';
  if (numbers instanceof Int8Array) return 'int8';
  return 'int64';
}

function attribute(name: string, value: Attributes[string]): Onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function valueInfo(name: string, type: ElementType, dimensions: Dimensions): Onnx.IValueInfoProto {
  const dim = dimensions.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } };
}
