using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new([kernel_size], [stride], [padding], null, [dilation]), groups, bias, padding_mode, device, dtype);

        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new([kernel_size], [stride], null, padding, [dilation]), groups, bias, padding_mode, device, dtype);

        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new(Sizes.Pair(kernel_size), Sizes.Pair(stride), Sizes.Pair(padding), null, Sizes.Pair(dilation)), groups, bias, padding_mode, device, dtype);

        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new(Sizes.Pair(kernel_size), Sizes.Pair(stride), null, padding, Sizes.Pair(dilation)), groups, bias, padding_mode, device, dtype);

        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new(Sizes.Pair(kernel_size), Sizes.Pair(stride, 1), Sizes.Pair(padding, 0), null, Sizes.Pair(dilation, 1)), groups, bias, padding_mode, device, dtype);

        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, new(Sizes.Pair(kernel_size), Sizes.Pair(stride, 1), null, padding, Sizes.Pair(dilation, 1)), groups, bias, padding_mode, device, dtype);
    }
}
