using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>
/// Torch's modules in float32 on the CPU, with the first weights that torch would draw, but drawn by <see cref="RunRandom"/>.
/// </summary>
/// <remarks>
/// Where TorchSharp draws while it constructs a module, the module is constructed where nothing is drawn and given its weights afterwards.
/// </remarks>
internal static class Drawn
{
    // Of torch's kaiming_uniform_ with a = √5, as it computes it.
    private static readonly double Gain = Math.Sqrt(2 / (1 + Math.Pow(Math.Sqrt(5), 2)));

    /// <summary>A convolution with zero padding.</summary>
    public static Conv2d Conv2d(
        long input,
        long output,
        (long Height, long Width) kernel,
        (long Height, long Width)? stride = null,
        (long Height, long Width)? padding = null,
        long dilation = 1,
        long groups = 1,
        bool bias = true)
    {
        TorchRuntime.Require();
        using var scope = NewDisposeScope();
        var module = nn.Conv2d(
            input, output, kernel, stride, padding, (dilation, dilation), groups: groups, bias: bias, device: META,
            dtype: ScalarType.Float32);
        var inputs = input / groups * kernel.Height * kernel.Width;
        module.weight = Weight([output, input / groups, kernel.Height, kernel.Width], inputs);
        if (bias)
        {
            module.bias = Bias(output, inputs);
        }

        return module;
    }

    /// <summary>A convolution whose kernel, stride and padding are square.</summary>
    public static Conv2d Conv2d(
        long input, long output, long kernel, long stride = 1, long padding = 0, long dilation = 1, long groups = 1, bool bias = true) =>
        Conv2d(input, output, (kernel, kernel), (stride, stride), (padding, padding), dilation, groups, bias);

    /// <summary>A fully connected layer.</summary>
    public static Linear Linear(long input, long output, bool hasBias = true)
    {
        using var scope = NewDisposeScope();
        var module = nn.Linear(input, output, hasBias, META, ScalarType.Float32);
        module.weight = Weight([output, input], input);
        if (hasBias)
        {
            module.bias = Bias(output, input);
        }

        return module;
    }

    /// <summary>A table of vectors; that of the padding is zero and stays so.</summary>
    public static Embedding Embedding(long count, long width, long? padding = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var module = nn.Embedding(1, 0, padding, device: CPU, dtype: ScalarType.Float32);
        var vectors = RunRandom.Normal([count, width]);
        if (padding is { } row)
        {
            vectors[row].zero_();
        }

        module.weight = Kept(vectors);
        return module;
    }

    /// <summary>A parameter that no dispose scope ends.</summary>
    /// <param name="values">Its first values; the tensor is empty afterwards.</param>
    public static Parameter Kept(Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private static Parameter Weight(long[] size, long inputs) => Kept(RunRandom.Uniform(size, Math.Sqrt(3) * (Gain / Math.Sqrt(inputs))));

    private static Parameter Bias(long size, long inputs) => Kept(RunRandom.Uniform([size], 1 / Math.Sqrt(inputs)));
}
