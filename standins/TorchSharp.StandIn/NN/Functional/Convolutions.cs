namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Aten.Call("aten::conv1d", input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, long[] padding = null, long[] dilation = null, long groups = 1) =>
                Aten.Call("aten::conv2d", input, weight, bias, strides ?? One, padding ?? Zero, dilation ?? One, groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, Padding padding = Padding.Valid, long[] dilation = null, long groups = 1) =>
                Aten.Call("aten::conv2d.padding", input, weight, bias, strides ?? One, PaddingName(padding), dilation ?? One, groups);

            public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) =>
                Aten.Call("aten::linear", input, weights, bias);

            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.Call("aten::im2col", input, Sizes.Pair(kernel_size), Sizes.Pair(dilation, 1), Sizes.Pair(padding, 0), Sizes.Pair(stride, 1));

            private static readonly long[] One = [1, 1];
            private static readonly long[] Zero = [0, 0];

            internal static string PaddingName(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}
