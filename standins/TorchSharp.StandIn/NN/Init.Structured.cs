namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.dim() != 2)
                    throw new ArgumentException("Only tensors with 2 dimensions are supported");
                using var scope = NewDisposeScope();
                return Fill("aten::copy_", tensor, eye(tensor.shape[0], tensor.shape[1], tensor.dtype, tensor.device));
            }

            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                    throw new ArgumentException("Only tensors with 3, 4, or 5 dimensions are supported");

                zeros_(tensor);
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                for (var d = 0L; d < Math.Min(shape[0], shape[1]); d++)
                {
                    var entry = Aten.Call("aten::select.int", Aten.Call("aten::select.int", tensor, 0L, d), 0L, d);
                    foreach (var size in shape[2..])
                        entry = Aten.Call("aten::select.int", entry, 0L, size / 2);
                    Aten.CallInPlace("aten::fill_.Scalar", entry, 1.0);
                }

                return tensor;
            }

            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.dim() < 2)
                    throw new ArgumentException("Only tensors with 2 or more dimensions are supported");

                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var flat = empty(rows, columns, tensor.dtype, tensor.device);
                Aten.CallInPlace("aten::normal_", flat, 0.0, 1.0);
                if (rows < columns)
                    flat = Aten.Call("aten::t", flat);

                var factors = Aten.CallMany("aten::linalg_qr", flat);
                var signs = Aten.Call("aten::sign", Aten.Call("aten::diag", factors[1], 0L));
                var result = Aten.Call("aten::mul.Tensor", factors[0], signs);
                if (rows < columns)
                    result = Aten.Call("aten::t", result);
                Aten.CallInPlace("aten::copy_", tensor, Aten.Call("aten::reshape", result, tensor.shape));
                Aten.CallInPlace("aten::mul_.Scalar", tensor, gain);
                return tensor;
            }

            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                if (tensor.dim() != 2)
                    throw new ArgumentException("Only tensors with 2 dimensions are supported");

                normal_(tensor, 0, std);
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var (rows, columns) = (tensor.shape[0], tensor.shape[1]);
                var zeroed = (long)Math.Ceiling(sparsity * rows);
                for (var column = 0L; column < columns; column++)
                {
                    var order = Aten.Call("aten::narrow", randperm(rows), 0L, 0L, zeroed);
                    Aten.CallInPlace("aten::index_fill_.int_Scalar", Aten.Call("aten::select.int", tensor, 1L, column), 0L, order, 0.0);
                }

                return tensor;
            }
        }
    }
}
