namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // Written out, for libtorch 1.13 has no operator of this name. The mask is boolean (true: attend) or is added.
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                    throw new ArgumentException("Casual attention masking cannot pass a mask.");

                using var scope = NewDisposeScope();
                var keys = Aten.Call("aten::transpose.int", key, -2L, -1L);
                var scores = Aten.Call("aten::div.Scalar", Aten.Call("aten::matmul", query, keys), Math.Sqrt(query.shape[^1]));
                var mask = is_casual ? Aten.Call("aten::tril", ones([query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device)) : attn_mask;
                if (mask is not null)
                {
                    scores = mask.dtype == ScalarType.Bool
                        ? Aten.Call("aten::masked_fill.Scalar", scores, Aten.Call("aten::logical_not", mask), double.NegativeInfinity)
                        : Aten.Call("aten::add.Tensor", scores, mask);
                }

                var weights = Aten.Call("aten::dropout", Aten.Call("aten::softmax.int", scores, -1L, Arg.None), p, p > 0);
                return Aten.Call("aten::matmul", weights, value).MoveToOuterDisposeScope();
            }
        }
    }
}
