using System.Buffers.Binary;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>
/// Torch's recurrent modules in float32 on the CPU, with the first weights that torch would draw, but drawn by <see cref="RunRandom"/>.
/// </summary>
/// <remarks>
/// Libtorch draws their first weights from its own generator, without an alternative: the draws are discarded and the generator is put
/// back, by one run at a
/// time. That takes a millisecond. A run that has to wait for another one logs it.
/// </remarks>
internal static class DrawnRecurrent
{
    /// <summary>Held while a run constructs a module.</summary>
    internal static readonly Lock Gate = new();

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
        var isRun = RunRandom.Current is not null;
        var module = isRun ? Quietly(construct) : construct();
        foreach (var parameter in module.parameters())
        {
            parameter.DetachFromDisposeScope();
            if (isRun)
            {
                RunRandom.Redraw(parameter, 1 / Math.Sqrt(hidden));
            }
        }

        return module;
    }

    private static T Quietly<T>(Func<T> construct)
    {
        if (!Gate.TryEnter())
        {
            RunLog.Current?.Invoke(
                "Waits until another run in this process has constructed a recurrent layer: one at a time may use libtorch's generator.");
            Gate.Enter();
        }

        try
        {
#pragma warning disable RS0030 // The one place where a run touches torch's own generator, and puts it back.
            using var generator = Generator.Default;
#pragma warning restore RS0030
            using var before = Settled(generator);
            try
            {
                return construct();
            }
            finally
            {
                generator.set_state(before);
            }
        }
        finally
        {
            Gate.Exit();
        }
    }

    // A thread of the caller's may draw meanwhile: libtorch ends the process when it is given a state that was copied in the middle of a
    // draw.
    private static Tensor Settled(Generator generator)
    {
        while (true)
        {
            var state = generator.get_state();
            if (IsWhole(state))
            {
                return state;
            }

            state.Dispose();
        }
    }

    // What libtorch itself looks at: of a Mersenne Twister's 624 words, how many are left (1 to 624) and which is the next (0 to 624).
    private static bool IsWhole(Tensor state)
    {
        const int Words = 624;
        var bytes = state.bytes;
        var left = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var next = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        return left is > 0 and <= Words && next <= Words;
    }
}
