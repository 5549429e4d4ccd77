"""The network as a graph of ONNX, for as many lines at once as are given.

Lines go in as (lines, 1, height, width), grey from -1 (ink) to 1 (paper), and come out as (width / 3, lines, outputs): for each step along
the line the probability of every output. Tesseract walks one line after the other, one step at a time; here each step is one product
of matrices for all lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from pipeline.model.errors import ToolMissing
from pipeline.ocr.lstm.traineddata import Layer, Model, Weights

_OPSET, _IR = 17, 9  # of ONNX 1.12: every runtime since 2022 reads it
_DOWN, _ALONG = 3, 3  # what the models' one pooling layer makes of height and width


class Network:
    """A session of ONNX Runtime, one thread: there is a worker process for each core."""

    def __init__(self, model: Model) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = _Graph()
        self.height, self.step = graph.build(model.network)
        made = helper.make_graph(
            graph.nodes,
            "lines",
            [
                helper.make_tensor_value_info("lines", TensorProto.FLOAT, ["lines", 1, self.height, "width"]),
                helper.make_tensor_value_info("steps", TensorProto.INT32, ["lines"]),
            ],
            [helper.make_tensor_value_info("chances", TensorProto.FLOAT, ["steps", "lines", model.network.outputs])],
            graph.constants,
        )
        whole = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(whole)
        self._session = onnxruntime.InferenceSession(whole.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def __call__(self, lines: npt.NDArray[np.float32], steps: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """(lines, 1, height, width) and how many steps each line has -> (steps, lines, outputs), which sum to 1."""
        return np.asarray(self._session.run(None, {"lines": lines, "steps": steps})[0])


@dataclass(slots=True)
class _Graph:
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def build(self, network: Layer) -> tuple[int, int]:
        """Add every layer; the lines' height, and how many columns one step is."""
        shape = [(layer.kind, tuple(inner.kind for inner in layer.layers)) for layer in network.layers]
        if [kind for kind, _ in shape[:4]] != ["Input", "Series", "Maxpool", "XYTranspose"] or shape[-1][0] != "Softmax":
            raise ToolMissing("the language's model has layers that are not known here", 'Set ocr.engine = "tesserocr".')
        entry, convolution, pooling, columns, *rest, last = network.layers
        if pooling.size != (_DOWN, _ALONG) or entry.size[3] != 1:
            raise ToolMissing("the language's model pools or sees colours in a way that is not known here", 'Set ocr.engine = "tesserocr".')
        self._columns(self._convolved(convolution.layers), columns.layers[0], entry.size[1])
        name = "along"
        for layer in rest:
            backward = layer.kind == "RTLReversed"
            name = self._lstm(layer.layers[0] if backward else layer, name, f"lstm{len(self.nodes)}", backward)
        self._chances(last.weights[0], name)
        return entry.size[1], pooling.size[0]

    def _constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def _convolved(self, layers: tuple[Layer, ...]) -> str:
        """3 x 3 pixels -> features, pooled 3 x 3. The hyperbolic tangent rises everywhere, so it may wait until a ninth is left."""
        across, down = (2 * half + 1 for half in layers[0].size)
        weights = layers[1].weights[0]
        kernels = weights[:, :-1].reshape(len(weights), across, down).transpose(0, 2, 1)[:, None]
        constants = [self._constant("kernels", kernels), self._constant("kernel_bias", weights[:, -1])]
        pads = [down // 2, across // 2, down // 2, across // 2]
        self._add("Conv", ["lines", *constants], "convolved", pads=pads)
        self._add("MaxPool", ["convolved"], "pooled", kernel_shape=[_DOWN, _ALONG], strides=[_DOWN, _ALONG])
        return self._add("Tanh", ["pooled"], "features")

    def _columns(self, features: str, layer: Layer, height: int) -> None:
        """Each column of features, read downwards, becomes one vector: (lines, features, down, along) -> (along, lines, outputs)."""
        down = height // _DOWN
        self._add("Shape", [features], "shape")
        self._add("Transpose", [features], "downwards", perm=[2, 3, 0, 1])
        self._add("Reshape", ["downwards", self._constant("all_columns", np.array([down, -1, layer.inputs], np.int64))], "rows")
        last = self._lstm(layer, "rows", "summary", backward=False, whole=False)
        self._add("Gather", ["shape", self._constant("places", np.array([3, 0], np.int64))], "along_lines")
        self._add("Concat", ["along_lines", self._constant("outputs", np.array([layer.outputs], np.int64))], "back", axis=0)
        self._add("Reshape", [last, "back"], "along")

    def _lstm(self, layer: Layer, source: str, name: str, backward: bool, whole: bool = True) -> str:
        """Tesseract's gates are input, input gate, forget gate, output gate; ONNX wants input gate, output gate, forget gate, input."""
        value, into, forget, out = layer.weights
        gates = np.stack([into, out, forget, value])
        split = [gates[:, :, : layer.inputs], gates[:, :, layer.inputs : -1], gates[:, :, -1]]
        weights = self._constant(f"{name}_w", split[0].reshape(1, -1, layer.inputs))
        recurrent = self._constant(f"{name}_r", split[1].reshape(1, -1, layer.outputs))
        bias = self._constant(f"{name}_b", np.concatenate([split[2].reshape(1, -1), np.zeros((1, 4 * layer.outputs), np.float32)], axis=1))
        outputs = [f"{name}_all", ""] if whole else ["", f"{name}_last"]
        direction = "reverse" if backward else "forward"
        inputs = [source, weights, recurrent, bias, "steps" if whole else ""]
        self.nodes.append(helper.make_node("LSTM", inputs, outputs, hidden_size=layer.outputs, direction=direction))
        if not whole:
            return f"{name}_last"
        return self._add("Squeeze", [f"{name}_all", self._constant(f"{name}_axis", np.array([1], np.int64))], f"{name}_out")

    def _chances(self, weights: Weights, source: str) -> None:
        self._add("MatMul", [source, self._constant("last", weights[:, :-1].T)], "scored")
        self._add("Add", ["scored", self._constant("last_bias", weights[:, -1])], "scores")
        self._add("Softmax", ["scores"], "chances", axis=-1)
