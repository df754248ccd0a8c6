using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>The gradients that a backward pass has to compute, and the tensors that the forward pass was given.</summary>
internal sealed record RegionGradientCall(
    ImmutableArray<bool> NeedsMaps, bool NeedsParameters, bool NeedsChoice, bool HasChoice, RegionCall Call)
{
    public static RegionGradientCall Of(RegionInputs inputs, RegionCall call) => new(
        [.. inputs.Maps.Select(map => map.requires_grad)],
        inputs.Parameters.requires_grad,
        inputs.Choice is { requires_grad: true },
        inputs.Choice is not null,
        call);

    /// <summary>The tensors that are kept until the backward pass.</summary>
    public List<Tensor> Pack(RegionInputs inputs) =>
        [inputs.Parameters, Call.Present, .. inputs.Maps, .. new[] { inputs.Choice, Call.TermFactors }.OfType<Tensor>()];

    /// <summary>The inverse of <see cref="Pack"/>.</summary>
    public (RegionInputs Inputs, RegionCall Call) Unpack(IReadOnlyList<Tensor> kept)
    {
        var choice = NeedsMaps.Length + 2;
        var factors = choice + (HasChoice ? 1 : 0);
        var call = Call with { Present = kept[1], TermFactors = Call.TermFactors is null ? null : kept[factors] };
        return (new RegionInputs([.. kept.Skip(2).Take(NeedsMaps.Length)], kept[0], HasChoice ? kept[choice] : null), call);
    }
}
