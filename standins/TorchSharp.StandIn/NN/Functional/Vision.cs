namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("aten::one_hot", x, num_classes);

            public static Tensor interpolate(Tensor x, long[] size = null, double[] scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if ((size is null) == (scale_factor is null))
                    throw new ArgumentException("Exactly one of size and scale_factor is to be given.");

                var spatial = (int)x.dim() - 2;
                Arg sizes = size is null ? Arg.None : size.Length == 1 ? Enumerable.Repeat(size[0], spatial).ToArray() : size;
                Arg scales = scale_factor is null ? Arg.None
                    : scale_factor.Length == 1 ? Enumerable.Repeat(scale_factor[0], spatial).ToArray() : scale_factor;
                var aligned = align_corners ?? false;

                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.Call("aten::upsample_nearest1d.vec", x, sizes, scales),
                    (InterpolationMode.Nearest, 2) => Aten.Call("aten::upsample_nearest2d.vec", x, sizes, scales),
                    (InterpolationMode.Nearest, 3) => Aten.Call("aten::upsample_nearest3d.vec", x, sizes, scales),
                    (InterpolationMode.Linear, 1) => Aten.Call("aten::upsample_linear1d.vec", x, sizes, aligned, scales),
                    (InterpolationMode.Bilinear, 2) when antialias => Aten.Call("aten::_upsample_bilinear2d_aa.vec", x, sizes, aligned, scales),
                    (InterpolationMode.Bilinear, 2) => Aten.Call("aten::upsample_bilinear2d.vec", x, sizes, aligned, scales),
                    (InterpolationMode.Bicubic, 2) when antialias => Aten.Call("aten::_upsample_bicubic2d_aa.vec", x, sizes, aligned, scales),
                    (InterpolationMode.Bicubic, 2) => Aten.Call("aten::upsample_bicubic2d.vec", x, sizes, aligned, scales),
                    (InterpolationMode.Trilinear, 3) => Aten.Call("aten::upsample_trilinear3d.vec", x, sizes, aligned, scales),
                    _ => throw new ArgumentException($"Mode {mode} is not defined for an input with {spatial} spatial dimensions."),
                };
            }
        }
    }
}
