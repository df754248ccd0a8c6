namespace TorchSharp;

// Operators that look at dimensions: shapes, selections, reductions. Each is one call of libtorch.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor all(long dim, bool keepdim = false) => Aten.Call("aten::all.dim", this, dim, keepdim);

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) =>
            Pair(Aten.CallMany("aten::aminmax", this, dim, keepdim));

        public Tensor any(long dim, bool keepdim = false) => Aten.Call("aten::any.dim", this, dim, keepdim);

        public Tensor argmax(long dim, bool keepdim = false) => Aten.Call("aten::argmax", this, dim, keepdim);

        public Tensor argmin(long dim, bool keepdim = false) => Aten.Call("aten::argmin", this, dim, keepdim);

        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Call("aten::argsort", this, dim, descending);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Aten.Call("aten::as_strided", this, size, strides, storageOffset);

        public Tensor bincount(Tensor weights, long minlength = 0) => Aten.Call("aten::bincount", this, weights, minlength);

        public Tensor broadcast_to(params long[] shape) => Aten.Call("aten::broadcast_to", this, shape);

        public Tensor channel_shuffle(long groups) => Aten.Call("aten::channel_shuffle", this, groups);

        public Tensor[] chunk(long chunks, long dim = 0) => Aten.CallMany("aten::chunk", this, chunks, dim);

        public Tensor cov(long correction = 1, Tensor fweights = null, Tensor aweights = null) =>
            Aten.Call("aten::cov", this, correction, fweights, aweights);

        public (Tensor values, Tensor indexes) cummax(long dim) => Pair(Aten.CallMany("aten::cummax", this, dim));

        public (Tensor values, Tensor indexes) cummin(long dim) => Pair(Aten.CallMany("aten::cummin", this, dim));

        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.Call("aten::cumprod", this, dim, type);

        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Call("aten::cumsum", this, dim, type);

        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Aten.Call("aten::cumulative_trapezoid.dx", this, dx, dim);

        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Aten.Call("aten::cumulative_trapezoid.x", this, x, dim);

        public Tensor diag(long diagonal = 0) => Aten.Call("aten::diag", this, diagonal);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) =>
            Aten.Call("aten::diag_embed", this, offset, dim1, dim2);

        public Tensor diagflat(long offset = 0) => Aten.Call("aten::diagflat", this, offset);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Call("aten::diagonal", this, offset, dim1, dim2);

        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.Call("aten::diagonal_scatter", this, src, offset, dim1, dim2);

        public Tensor diff(long n = 1, long dim = -1, Tensor prepend = null, Tensor append = null) =>
            Aten.Call("aten::diff", this, n, dim, prepend, append);

        public Tensor flip(params long[] dims) => Aten.Call("aten::flip", this, dims);

        public (Tensor Mantissa, Tensor Exponent) frexp() => Pair(Aten.CallMany("aten::frexp.Tensor", this));

        public Tensor gather(long dim, Tensor index) => Aten.Call("aten::gather", this, dim, index);

        public (Tensor a, Tensor tau) geqrf() => Pair(Aten.CallMany("aten::geqrf", this));

        public Tensor glu(long dim = -1) => Aten.Call("aten::glu", this, dim);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.Call("aten::index_add", this, dim, index, source, alpha);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.Call("aten::index_fill.int_Scalar", this, dim, index, value);

        public Tensor index_select(long dim, Tensor index) => Aten.Call("aten::index_select", this, dim, index);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Call("aten::log_softmax.int", this, dim, dtype);

        public Tensor logcumsumexp(long dim) => Aten.Call("aten::logcumsumexp", this, dim);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Pair(Aten.CallMany("aten::max.dim", this, dim, keepdim));

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.Call("aten::mean.dim", this, dimensions, keepdim, type);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Pair(Aten.CallMany("aten::min.dim", this, dim, keepdim));

        public Tensor moveaxis(long[] source, long[] destination) => Aten.Call("aten::moveaxis.intlist", this, source, destination);

        public Tensor movedim(long[] source, long[] destination) => Aten.Call("aten::movedim.intlist", this, source, destination);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) =>
            Aten.Call("aten::multinomial", this, num_samples, replacement, generator);

        public Tensor narrow(long dim, long start, long length) => Aten.Call("aten::narrow", this, dim, start, length);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.Call("aten::prod.dim_int", this, dim, keepdim, type);

        public Tensor renorm(float p, long dim, float maxnorm) => Aten.Call("aten::renorm", this, p, dim, maxnorm);

        public Tensor repeat(params long[] sizes) => Aten.Call("aten::repeat", this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.Call("aten::repeat_interleave.self_int", this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.Call("aten::repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor reshape(params long[] shape) => Aten.Call("aten::reshape", this, shape);

        public Tensor round(long decimals = 0) => Aten.Call("aten::round.decimals", this, decimals);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("aten::scatter.src", this, dim, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.Call("aten::scatter_add", this, dim, index, src);

        public Tensor select(long dim, long index) => Aten.Call("aten::select.int", this, dim, index);

        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.Call("aten::select_scatter", this, src, dim, index);

        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Aten.Call("aten::slice_scatter", this, src, dim, start, end, step);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call("aten::softmax.int", this, dim, dtype);

        public Tensor swapaxes(long dim0, long dim1) => Aten.Call("aten::swapaxes", this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => Aten.Call("aten::swapdims", this, dim0, dim1);

        public Tensor transpose(long dim0, long dim1) => Aten.Call("aten::transpose.int", this, dim0, dim1);

        public Tensor trapezoid(double dx = 1, long dim = -1) => Aten.Call("aten::trapezoid.dx", this, dx, dim);

        public Tensor trapezoid(Tensor x, long dim = -1) => Aten.Call("aten::trapezoid.x", this, x, dim);

        public Tensor tril(long diagonal = 0) => Aten.Call("aten::tril", this, diagonal);

        public Tensor triu(long diagonal = 0) => Aten.Call("aten::triu", this, diagonal);

        public Tensor[] unbind(long dimension = 0) => Aten.CallMany("aten::unbind.int", this, dimension);

        public Tensor unflatten(long dim, params long[] sizes) => Aten.Call("aten::unflatten.int", this, dim, sizes);

        public Tensor unfold(long dimension, long size, long step) => Aten.Call("aten::unfold", this, dimension, size, step);

        public Tensor unsqueeze(long dim) => Aten.Call("aten::unsqueeze", this, dim);

    }
}
