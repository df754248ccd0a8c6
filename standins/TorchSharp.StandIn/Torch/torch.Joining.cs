namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Call("aten::cat", tensors, dim);

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Call("aten::stack", tensors.ToArray(), dim);

    public static Tensor hstack(IList<Tensor> tensors) => Aten.Call("aten::hstack", (Tensor[])[.. tensors]);

    public static Tensor hstack(params Tensor[] tensors) => Aten.Call("aten::hstack", tensors);

    public static Tensor vstack(IList<Tensor> tensors) => Aten.Call("aten::vstack", (Tensor[])[.. tensors]);

    public static Tensor vstack(Tensor[] tensors) => Aten.Call("aten::vstack", tensors);

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("aten::hstack", tensors.ToArray());

    public static Tensor hstack(IEnumerable<Tensor> tensors) => Aten.Call("aten::hstack", tensors.ToArray());

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("aten::vstack", tensors.ToArray());

    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("aten::dstack", tensors.ToArray());

    public static Tensor dstack(IList<Tensor> tensors) => Aten.Call("aten::dstack", tensors.ToArray());

    public static Tensor dstack(IEnumerable<Tensor> tensors) => Aten.Call("aten::dstack", tensors.ToArray());

    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => Aten.Call("aten::column_stack", tensors.ToArray());

    public static Tensor column_stack(IList<Tensor> tensors) => Aten.Call("aten::column_stack", tensors.ToArray());

    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => Aten.Call("aten::row_stack", tensors.ToArray());

    public static Tensor row_stack(IList<Tensor> tensors) => Aten.Call("aten::row_stack", tensors.ToArray());

    public static Tensor block_diag(params Tensor[] tensors) => Aten.Call("aten::block_diag", tensors);

    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.Call("aten::cartesian_prod", tensors);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.CallMany("aten::meshgrid.indexing", tensors.ToArray(), indexing);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.CallMany("aten::broadcast_tensors", tensors);

    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("aten::einsum", equation, tensors);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.Call("aten::where.self", condition, x, y);

    public static Tensor[] where(Tensor condition) => Aten.CallMany("aten::where", condition);

    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => Aten.Call("aten::gather", input, dim, index, sparse_grad);

    public static bool is_tensor(object obj) => obj is Tensor;
}
