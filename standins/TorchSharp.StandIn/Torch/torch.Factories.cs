namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        var floating = start.Tag == ValueTag.Double || stop.Tag == ValueTag.Double || step.Tag == ValueTag.Double;
        return Finish(
            Aten.Call("aten::arange.start_step", start, stop, step, dtype ?? (floating ? get_default_dtype() : ScalarType.Int64), Arg.None, OrDefault(device)),
            requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.Call("aten::linspace", start, end, steps, dtype, Arg.None, OrDefault(device)), requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.Call("aten::logspace", start, end, steps, @base, dtype, Arg.None, OrDefault(device)), requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Finish(Aten.Call("aten::eye.m", rows, columns == -1 ? rows : columns, dtype, Arg.None, OrDefault(device)), requires_grad, names);

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Finish(Aten.Call("aten::empty_strided", size, strides, dtype, Arg.None, OrDefault(device)), requires_grad, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null) =>
        Finish(
            generator is null
                ? Aten.Call("aten::randperm", n, dtype ?? ScalarType.Int64, Arg.None, OrDefault(device))
                : Aten.Call("aten::randperm.generator", n, generator, dtype ?? ScalarType.Int64, Arg.None, OrDefault(device)),
            requires_grad);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        Finish(
            generator is null
                ? Aten.Call("aten::randint.low", low, high, size, dtype ?? ScalarType.Int64, Arg.None, OrDefault(device))
                : Aten.Call("aten::randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, OrDefault(device)),
            requires_grad, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(low, (long)high, Array.ConvertAll(size, n => (long)n), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor normal(Tensor mean, Tensor std, Generator generator = null) => Aten.Call("aten::normal.Tensor_Tensor", mean, std, generator);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        Finish(Aten.Call("aten::normal.float_float", mean, std, size.ToArray(), generator, dtype, Arg.None, OrDefault(device)), requires_grad, names);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        input.zeros_like(dtype, device, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        input.ones_like(dtype, device, requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        input.empty_like(dtype, device, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        input.full_like(value, dtype, device, requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        input.randn_like(dtype, device, requires_grad);

    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Aten.Call("aten::tril_indices", row, col, offset, dtype, Arg.None, OrDefault(device));

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Aten.Call("aten::triu_indices", row, col, offset, dtype, Arg.None, OrDefault(device));

    internal static Tensor Finish(Tensor made, bool requires_grad, string[] names = null)
    {
        if (names is { Length: > 0 })
            throw new NotSupportedException("Named dimensions are not part of this binding.");
        if (requires_grad)
            made.requires_grad = true;
        return made;
    }

    private static ScalarType Kind(Scalar value) => value.Tag switch
    {
        ValueTag.Bool => ScalarType.Bool,
        ValueTag.Int => ScalarType.Int64,
        _ => get_default_dtype(),
    };
}
