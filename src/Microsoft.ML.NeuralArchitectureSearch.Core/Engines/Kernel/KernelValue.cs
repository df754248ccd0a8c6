using Microsoft.ML.NeuralArchitectureSearch.Kernels;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// What a node of a graph is in a region: a state or the result of a branch, behind an activation that its readers apply; or zero.
/// </summary>
/// <param name="State">The state; negative for none.</param>
/// <param name="Branch">The branch whose result no state holds yet; negative for none.</param>
/// <param name="Activation">The activation.</param>
internal readonly record struct KernelValue(int State, int Branch, Clamp Activation)
{
    /// <summary>The layer that may drop the branch's result in training; negative for none. Default: none.</summary>
    public int DropPath { get; init; } = -1;

    /// <summary>
    /// Index of its factor among the weights of the relaxed choice, for a branch; negative where the factor is 1, the default.
    /// </summary>
    public int Choice { get; init; } = -1;

    /// <summary>Zero everywhere.</summary>
    public static KernelValue Zero { get; } = new(State: -1, Branch: -1, Clamp.None);

    /// <summary>Whether it is zero everywhere.</summary>
    public bool IsZero => State < 0 && Branch < 0;

    /// <summary>Whether a choice or a dropped path multiplies the branch's result.</summary>
    public bool IsFactored => DropPath >= 0 || Choice >= 0;

    public static KernelValue OfState(int state) => new(state, Branch: -1, Clamp.None);

    public static KernelValue OfBranch(int branch) => new(State: -1, branch, Clamp.None);

    /// <summary>The value behind a further activation.</summary>
    public KernelValue Behind(Clamp activation) => this with
    {
        Activation = new Clamp(
            Math.Clamp(Activation.Lowest, activation.Lowest, activation.Highest), Math.Clamp(
                Activation.Highest,
                activation.Lowest,
                activation.Highest)),
    };
}
