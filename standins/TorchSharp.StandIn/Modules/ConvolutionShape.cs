namespace TorchSharp.Modules;

internal sealed record ConvolutionShape(long[] Kernel, long[] Stride, long[] Padding, Padding? PaddingType, long[] Dilation);
