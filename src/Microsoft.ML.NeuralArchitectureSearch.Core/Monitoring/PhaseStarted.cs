using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>A part of the work began.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="StepsPerEpoch">Number of mini-batches in an epoch.</param>
/// <param name="ParameterCount">Number of trainable weights of the network that is about to be trained.</param>
public sealed record PhaseStarted(SearchPhase Phase, int Epochs, int StepsPerEpoch, long ParameterCount)
    : SearchEvent(Phase, TimeSpan.Zero)
{
    /// <summary>
    /// Share of the network's multiply-adds that the fused kernels of the CPU compute, 0 to 1; TorchSharp's operations compute the rest.
    /// Default 0.
    /// </summary>
    public double KernelShare { get; init; }

    /// <inheritdoc />
    public override string Describe() =>
        Invariant($"{Phase} of {Epochs} epochs, {StepsPerEpoch} mini-batches each; {ParameterCount:N0} weights, ") + Engine;

    internal override ProgressScale Scale => new("Loss", "Accuracy", "epochs", Epochs);

    private string Engine => KernelShare switch
    {
        0 => "computed by TorchSharp's operations.",
        1 => "computed by the fused kernels.",
        _ => Invariant($"{KernelShare:P0} of the multiply-adds computed by the fused kernels, the rest by TorchSharp's operations."),
    };
}
