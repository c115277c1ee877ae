// Just enough of ONNX's protobuf (onnx.proto, field numbers in comments) for a model of one recurrent node.
'use strict';

const FLOAT = 1;

function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
  return Buffer.from(bytes);
}

const integer = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);

function bytes(field, value) {
  const content = Array.isArray(value) ? Buffer.concat(value) : Buffer.from(value);
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

const tensor = (name, shape, values) => [ // TensorProto
  ...shape.map((dimension) => integer(1, dimension)), // dims
  integer(2, FLOAT), // data_type
  bytes(8, name),
  bytes(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)), // raw_data
];

const valueInfo = (name, shape) => [ // ValueInfoProto
  bytes(1, name),
  bytes(2, [bytes(1, [ // type, tensor_type
    integer(1, FLOAT),
    bytes(2, shape.map((dimension) => bytes(1, [integer(1, dimension)]))), // shape, dim, dim_value
  ])]),
];

const intAttribute = (name, value) => [bytes(1, name), integer(3, value), integer(20, 2)]; // AttributeProto of type INT

/**
 * A ModelProto whose graph is one node. Operands of the node are names, empty where it has none at that place.
 * Inputs and outputs of the graph are { name, shape }, initializers { name, shape, values }.
 */
function oneNodeModel(operator, attributes, operands, results, initializers, inputs, outputs) {
  const node = [ // NodeProto
    ...operands.map((name) => bytes(1, name)),
    ...results.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, intAttribute(name, value))),
  ];
  const graph = [ // GraphProto
    bytes(1, node),
    bytes(2, 'layer'),
    ...initializers.map(({ name, shape, values }) => bytes(5, tensor(name, shape, values))),
    ...inputs.map(({ name, shape }) => bytes(11, valueInfo(name, shape))),
    ...outputs.map(({ name, shape }) => bytes(12, valueInfo(name, shape))),
  ];
  return Buffer.concat([integer(1, 8), bytes(7, graph), bytes(8, [bytes(1, ''), integer(2, 14)])]); // ir_version, graph, opset_import
}

module.exports = { oneNodeModel };
