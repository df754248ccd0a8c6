using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The random numbers of tensors: those of the run that the thread is in, torch's own outside of runs.</summary>
/// <remarks>
/// Torch's own generator belongs to the whole process: two runs that used it would disturb each other and the caller. Numbers are drawn on
/// the CPU, so that
/// one seed gives the same ones on every device.
/// </remarks>
internal static class RunRandom
{
    [ThreadStatic]
    private static Generator? _current;

    /// <summary>
    /// The generator of the run that the thread is in; <see langword="null"/> outside of runs, which torch takes as its own.
    /// </summary>
    public static Generator? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The state of the run's generator.</summary>
    /// <returns>A tensor in the caller's dispose scope; <see langword="null"/> outside of runs.</returns>
    public static Tensor? State() => Current?.get_state();

    /// <summary>Sets the state of the run's generator; nothing outside of runs.</summary>
    public static void Restore(Tensor state) => Current?.set_state(state);

    /// <summary>1 with a probability, otherwise 0.</summary>
    /// <param name="size">Size of the tensor.</param>
    /// <param name="probability">Probability of a 1.</param>
    /// <param name="like">Has the type and the device of the result.</param>
    public static Tensor Bernoulli(long[] size, double probability, Tensor like)
    {
        using var numbers = empty(size, like.dtype, CPU).bernoulli_(probability, Current);
        return numbers.to(like.device);
    }

    /// <summary>Draws from the uniform distribution on the CPU, float32.</summary>
    /// <param name="size">Size of the tensor.</param>
    /// <param name="bound">The numbers lie between −bound and bound.</param>
    public static Tensor Uniform(long[] size, double bound) => empty(size, ScalarType.Float32, CPU).uniform_(-bound, bound, Current);

    /// <summary>Draws a parameter's values anew, from the uniform distribution.</summary>
    /// <param name="parameter">A parameter on the CPU.</param>
    /// <param name="bound">The numbers lie between −bound and bound.</param>
    public static void Redraw(Tensor parameter, double bound)
    {
        using var noGradient = no_grad();
        parameter.uniform_(-bound, bound, Current);
    }

    /// <summary>Draws from the standard normal distribution on the CPU, float32.</summary>
    /// <param name="size">Size of the tensor.</param>
    public static Tensor Normal(long[] size) => empty(size, ScalarType.Float32, CPU).normal_(0, 1, Current);
}
