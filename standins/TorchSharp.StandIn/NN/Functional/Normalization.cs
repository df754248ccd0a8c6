namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor weight = null, Tensor bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call("aten::batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1E-05) =>
                Aten.Call("aten::layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor weight = null, Tensor bias = null, double eps = 1E-05) =>
                Aten.Call("aten::group_norm", input, num_groups, weight, bias, eps);

            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = Aten.Call("aten::norm.ScalarOpt_dim", input, p, new[] { dim }, true);
                using var bounded = Aten.Call("aten::clamp_min", norm, eps);
                return Aten.Call("aten::div.Tensor", input, bounded);
            }
        }
    }
}
