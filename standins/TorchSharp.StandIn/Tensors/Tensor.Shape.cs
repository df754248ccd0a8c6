namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Aten.Call("aten::view", this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor contiguous() => Aten.Call("aten::contiguous", this);

        public Tensor permute(params long[] permutation) => Aten.Call("aten::permute", this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.Call("aten::squeeze.dim", this, d) : Aten.Call("aten::squeeze", this);

        public Tensor squeeze_(long? dim = null) => dim is { } d ? InPlace("aten::squeeze_.dim", this, d) : InPlace("aten::squeeze_", this);

        public Tensor expand(params long[] sizes) => Aten.Call("aten::expand", this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Call("aten::expand", this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Call("aten::flatten.using_ints", this, start_dim, end_dim);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor vander(long N = -1, bool increasing = false) => Aten.Call("aten::vander", this, N < 0 ? Arg.None : N, increasing);

        public Tensor tile(long[] reps) => Aten.Call("aten::tile", this, reps);

        public Tensor slice(long dim, long start, long finish, long step) => Aten.Call("aten::slice.Tensor", this, dim, start, finish, step);

        public Tensor roll(long shifts, long? dims = null) => Aten.Call("aten::roll", this, shifts, dims is { } d ? [d] : Array.Empty<long>());

        public Tensor roll(long[] shifts) => Aten.Call("aten::roll", this, shifts);

        public Tensor roll(long[] shifts, long[] dims) => Aten.Call("aten::roll", this, shifts, dims);

        public Tensor[] split(long size, int dim = 0) => Aten.CallMany("aten::split.Tensor", this, size, dim);

        public Tensor[] split(params long[] sizes) => Aten.CallMany("aten::split_with_sizes", this, sizes, 0);

        public Tensor[] split(long[] sizes, long dim = 0) => Aten.CallMany("aten::split_with_sizes", this, sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] tensor_split(long size, long dim = 0) => Aten.CallMany("aten::tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.CallMany("aten::tensor_split.indices", this, sizes, dim);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.Call("aten::index_copy", this, dim, index, source);

        public Tensor take_along_dim(Tensor indices) => Aten.Call("aten::take_along_dim", this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Aten.Call("aten::take_along_dim", this, indices, dim);

        public Tensor T => Aten.Call("aten::numpy_T", this);

        public Tensor mT => Aten.Call("aten::mT", this);

        public Tensor H => Aten.Call("aten::matrix_H", this);

        public Tensor mH => Aten.Call("aten::mH", this);

        public Tensor real => Aten.Call("aten::real", this);

        public Tensor imag => Aten.Call("aten::imag", this);
    }
}
