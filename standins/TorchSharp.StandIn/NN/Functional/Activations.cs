using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => Apply("aten::relu", "aten::relu_", x, inplace);

            public static Tensor relu6(Tensor x, bool inplace = false) => Apply("aten::relu6", "aten::relu6_", x, inplace);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                Apply("aten::leaky_relu", "aten::leaky_relu_", input, inplace, negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Apply("aten::elu", "aten::elu_", x, inplace, alpha);

            public static Tensor gelu(Tensor x) => gelu(x, false);

            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                Apply("aten::gelu", "aten::gelu_", x, inplace, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none");

            public static Tensor silu(Tensor x, bool inplace = false) => Apply("aten::silu", "aten::silu_", x, inplace);

            public static Tensor tanh(Tensor x, bool inplace = false) => Apply("aten::tanh", "aten::tanh_", x, inplace);

            public static Tensor sigmoid(Tensor x) => sigmoid(x, false);

            public static Tensor sigmoid(Tensor x, bool inplace) => Apply("aten::sigmoid", "aten::sigmoid_", x, inplace);

            public static Tensor hardswish(Tensor input, bool inplace = false) => Apply("aten::hardswish", "aten::hardswish_", input, inplace);

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => Apply("aten::hardsigmoid", "aten::hardsigmoid_", input, inplace);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                Aten.Call("aten::softplus", x, beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                Aten.Call("aten::softmax.int", input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => Aten.Call("aten::log_softmax.int", x, dim, Arg.None);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Apply("aten::dropout", "aten::dropout_", input, inplace, p, training);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Apply("aten::feature_dropout", "aten::feature_dropout_", input, inplace, p, training);

            /// The in-place form works on the input's storage and hands back a second handle to it, so that disposing either is safe.
            private static Tensor Apply(string operation, string inPlaceOperation, Tensor input, bool inplace, params ReadOnlySpan<Arg> rest)
            {
                Arg[] arguments = [input, .. rest];
                if (!inplace)
                    return Aten.Call(operation, arguments);
                Aten.CallInPlace(inPlaceOperation, arguments);
                return input.alias();
            }
        }
    }
}
