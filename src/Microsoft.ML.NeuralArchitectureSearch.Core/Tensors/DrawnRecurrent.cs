using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Torch's recurrent modules in float32 on the CPU, with the first weights that torch would draw, but drawn by <see cref="RunRandom"/>.</summary>
/// <remarks>
/// Libtorch constructs these by its own generator, and there is no way to tell it otherwise: what it draws is thrown away, and its generator put back,
/// by one run at a time. That takes a millisecond.
/// </remarks>
internal static class DrawnRecurrent
{
    private static readonly Lock Gate = new();

    /// <summary>One layer of gated recurrent units that reads <c>[N, T, C]</c>.</summary>
    public static GRU Gru(long input, long hidden) =>
        Draw(() => nn.GRU(input, hidden, batchFirst: true, device: CPU, dtype: ScalarType.Float32), hidden);

    /// <summary>One layer of long short-term memory that reads <c>[N, T, C]</c>.</summary>
    public static LSTM Lstm(long input, long hidden) =>
        Draw(() => nn.LSTM(input, hidden, batchFirst: true, device: CPU, dtype: ScalarType.Float32), hidden);

    /// <summary>A single step of long short-term memory.</summary>
    public static LSTMCell LstmCell(long input, long hidden) =>
        Draw(() => nn.LSTMCell(input, hidden, device: CPU, dtype: ScalarType.Float32), hidden);

    private static T Draw<T>(Func<T> construct, long hidden)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var module = RunRandom.Current is null ? construct() : Quietly(construct);
        foreach (var parameter in module.parameters())
        {
            parameter.DetachFromDisposeScope();
            if (RunRandom.Current is { } generator)
            {
                parameter.uniform_(-1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden), generator);
            }
        }

        return module;
    }

    private static T Quietly<T>(Func<T> construct)
    {
        lock (Gate)
        {
#pragma warning disable RS0030 // The one place where a run touches torch's own generator, and puts it back.
            using var generator = Generator.Default;
#pragma warning restore RS0030
            using var before = generator.get_state();
            try
            {
                return construct();
            }
            finally
            {
                generator.set_state(before);
            }
        }
    }
}
