using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Which gradients a backward pass has to compute, and which tensors it was given.</summary>
internal sealed record StackGradientCall(
    bool NeedsFirst, bool NeedsSecond, bool NeedsParameters, bool NeedsChoice, bool HasSecond, bool HasChoice, StackCall Call)
{
    public static StackGradientCall Of(StackInputs inputs, Tensor parameters, StackCall call) => new(
        inputs.First.requires_grad,
        inputs.Second is { requires_grad: true },
        parameters.requires_grad,
        inputs.Choice is { requires_grad: true },
        inputs.Second is not null,
        inputs.Choice is not null,
        call);

    /// <summary>What is kept until the backward pass.</summary>
    public List<Tensor> Pack(StackInputs inputs) =>
        [.. new[] { inputs.First, Call.Present, inputs.Second, inputs.Choice, Call.TermFactors }.OfType<Tensor>()];

    /// <summary>The other way round.</summary>
    public (StackInputs Inputs, StackCall Call) Unpack(IReadOnlyList<Tensor> kept)
    {
        var choice = HasSecond ? 3 : 2;
        var factors = choice + (HasChoice ? 1 : 0);
        var call = Call with { Present = kept[1], TermFactors = Call.TermFactors is null ? null : kept[factors] };
        return (new StackInputs(kept[0], HasSecond ? kept[2] : null, HasChoice ? kept[choice] : null), call);
    }
}
