namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.Call("aten::sum", this, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.Call("aten::sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.Call("aten::sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor var(bool unbiased = true) => Aten.Call("aten::var", this, unbiased);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.Call("aten::var.dim", this, dim, unbiased, keepdim), type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.Call("aten::var.dim", this, dimensions, unbiased, keepdim), type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) var_mean(bool unbiased = true) => Pair(Aten.CallMany("aten::var_mean", this, unbiased));

        public (Tensor std, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean([dim], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var results = Aten.CallMany("aten::var_mean.dim", this, dimensions, unbiased, keepdim);
            return (Typed(results[0], type), Typed(results[1], type));
        }

        public Tensor std(bool unbiased = true) => Aten.Call("aten::std", this, unbiased);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.Call("aten::std.dim", this, dim, unbiased, keepdim), type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.Call("aten::std.dim", this, dimensions, unbiased, keepdim), type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Pair(Aten.CallMany("aten::std_mean", this, unbiased));

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean([dim], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var results = Aten.CallMany("aten::std_mean.dim", this, dimensions, unbiased, keepdim);
            return (Typed(results[0], type), Typed(results[1], type));
        }

        public Tensor norm(float p = 2.0f) => Aten.Call("aten::norm.Scalar", this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.Call("aten::norm.ScalarOpt_dim", this, (double)p, dim, keepdim);

        public Tensor amax(params long[] dims) => Aten.Call("aten::amax", this, dims, false);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor @out = null) => Into(Aten.Call("aten::amax", this, dims, keepdim), @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null) => amax(dims.ToArray(), keepdim, @out);

        public Tensor amin(params long[] dims) => Aten.Call("aten::amin", this, dims, false);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor @out = null) => Into(Aten.Call("aten::amin", this, dims, keepdim), @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null) => amin(dims.ToArray(), keepdim, @out);

        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.Call("aten::logsumexp", this, dim, keepdim);

        public Tensor count_nonzero(long[] dims = null) => dims is null
            ? Aten.Call("aten::count_nonzero", this)
            : Aten.Call("aten::count_nonzero.dim_IntList", this, dims);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Call("aten::quantile", this, q, dim, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Pair(Aten.CallMany("aten::topk", this, k, dim, largest, sorted));

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Pair(Aten.CallMany("aten::sort.stable", this, stable, dim, descending));

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Pair(Aten.CallMany("aten::kthvalue", this, k, dim ?? -1, keepdim));

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var results = dim is { } d
                ? Aten.CallMany("aten::unique_dim", this, d, sorted, return_inverse, return_counts)
                : Aten.CallMany("aten::_unique2", this, sorted, return_inverse, return_counts);
            return (results[0], return_inverse ? results[1] : null, return_counts ? results[2] : null);
        }

        private static Tensor Into(Tensor result, Tensor @out)
        {
            if (@out is null)
                return result;
            using (result)
                return @out.copy_(result);
        }
    }
}
