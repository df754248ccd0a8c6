namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static class functional
        {
            /// <summary>Row by row: the derivatives of each output element by all elements of the input.</summary>
            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs)
            {
                using var point = inputs.detach().requires_grad_();
                using var output = function(point);
                using var flat = output.reshape(-1);
                var rows = new List<Tensor>();
                for (long i = 0; i < flat.numel(); i++)
                {
                    using var element = flat[i];
                    var row = grad([element], [point], retain_graph: true, allow_unused: true)[0];
                    rows.Add(row.IsInvalid ? point.zeros_like() : row);
                }

                using var stacked = stack(rows);
                foreach (var row in rows)
                    row.Dispose();
                return stacked.reshape([.. output.shape, .. point.shape]);
            }
        }
    }
}
