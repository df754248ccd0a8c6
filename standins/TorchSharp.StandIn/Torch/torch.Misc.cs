namespace TorchSharp;

public static partial class torch
{
    public static long numel(Tensor input) => input.numel();

    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    public static void save(Tensor t, string location) => t.save(location);

    public static Tensor load(string location) => Tensor.load(location);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static Tensor norm(Tensor input) => input.norm();

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor real(Tensor input) => input.real;

    public static Tensor negative_(Tensor input) => input.neg_();

    public static Tensor multiply_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor multiply_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor moveaxis(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor sorter = null) =>
        Aten.Call("aten::searchsorted.Tensor", sorted_sequence, values, out_int32, right, Arg.None, sorter);

    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Aten.Call("aten::tensordot", a, b, dims1, dims2);

    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2)
    {
        var last = a.dim();
        return tensordot(a, b, [.. Enumerable.Range(0, (int)dims).Select(i => last - dims + i)], [.. Enumerable.Range(0, (int)dims).Select(i => (long)i)]);
    }

    public static Tensor chain_matmul(params Tensor[] matrices) => Aten.Call("aten::chain_matmul", matrices);

    public static Tensor column_stack(params Tensor[] tensors) => Aten.Call("aten::column_stack", tensors);

    public static Tensor row_stack(params Tensor[] tensors) => Aten.Call("aten::row_stack", tensors);

    public static Tensor dstack(params Tensor[] tensors) => Aten.Call("aten::dstack", tensors);

    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) =>
        Aten.Call("aten::combinations", input, r, with_replacement);

    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => Aten.Call("aten::histc", input, bins, min, max);

    public static (Tensor output, Tensor inverse_indices, Tensor counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    public static (Tensor, Tensor) slogdet(Tensor A) => linalg.slogdet(A);

    public static Size broadcast_shapes(params long[][] shapes)
    {
        using var scope = NewDisposeScope();
        var views = shapes.Select(shape => empty([1]).expand(shape)).ToArray();
        return new Size(broadcast_tensors(views)[0].shape);
    }

    public static double rand_float(Generator generator = null) => Drawn(rand([1], ScalarType.Float64, generator: generator));

    public static double randn_float(Generator generator = null) => Drawn(randn([1], ScalarType.Float64, generator: generator));

    public static long randint_long(long low, long high, Generator generator = null) => (long)Drawn(randint(low, high, [1L], generator: generator));

    public static long randint_long(long high, Generator generator = null) => randint_long(0, high, generator);

    public static int randint_int(int low, int high, Generator generator = null) => (int)randint_long(low, high, generator);

    public static int randint_int(int high, Generator generator = null) => randint_int(0, high, generator);

    public static bool randint_bool(Generator generator = null) => randint_int(0, 2, generator) == 1;

    private static double Drawn(Tensor one)
    {
        using (one)
            return one.ToDouble();
    }
}
