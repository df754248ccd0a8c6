using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(parameter => parameter.grad).Where(grad => grad is not null).ToArray();
                if (gradients.Length == 0)
                    return 0;

                Tensor[] norms = Array.ConvertAll(gradients, grad => Norm(grad, norm_type).to(gradients[0].device));
                var total = Norm(Aten.Call("aten::stack", norms, 0L), norm_type);
                var scale = Aten.Call("aten::clamp_max", Aten.Call("aten::mul.Scalar", Aten.Call("aten::reciprocal", Aten.Call("aten::add.Scalar", total, 1e-6)), max_norm), 1.0);
                foreach (var grad in gradients)
                    Aten.CallInPlace("aten::mul_.Tensor", grad, scale.to(grad.device));

                return total.to(ScalarType.Float64).item<double>();
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                {
                    using var grad = parameter.grad;
                    if (grad is not null)
                        Aten.CallInPlace("aten::clamp_", grad, -clip_value, clip_value);
                }
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                var flat = tensors.Select(parameter => Aten.Call("aten::reshape", parameter, new[] { -1L })).ToArray();
                try
                {
                    return Aten.Call("aten::cat", flat, 0L);
                }
                finally
                {
                    foreach (var part in flat)
                        part.Dispose();
                }
            }

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var _ = no_grad();
                var start = 0L;
                foreach (var parameter in tensors)
                {
                    using var part = Aten.Call("aten::narrow", vec, 0L, start, parameter.numel());
                    using var shaped = Aten.Call("aten::view_as", part, parameter);
                    Aten.CallInPlace("aten::copy_", parameter, shaped);
                    start += parameter.numel();
                }
            }

            private static Tensor Norm(Tensor tensor, double type) => Aten.Call("aten::linalg_vector_norm", tensor, type);
        }
    }
}
