using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A feature map of a region: an input, a sum of branches, or other states side by side.</summary>
/// <param name="shape">Its size.</param>
/// <param name="isInput">Whether it is an input.</param>
/// <param name="parts">The states that it consists of; empty for an input and for a sum.</param>
internal sealed class State(MapShape shape, bool isInput, ImmutableArray<State> parts)
{
    public FeatureMap Values { get; } = new(shape);

    public FeatureMap Gradient { get; } = new(shape);

    public bool IsInput => isInput;

    /// <summary>The states that it consists of.</summary>
    public ImmutableArray<State> Parts => parts;

    /// <summary>Whether it is a sum of branches.</summary>
    public bool IsSum => !isInput && parts.IsEmpty;

    /// <summary>Its summands; none unless it is a sum.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>Whether it lies within another state.</summary>
    public bool IsPart { get; private set; }

    /// <summary>Index among the outputs of the region; <see langword="null"/> where it is not handed out.</summary>
    public int? Output { get; init; }

    /// <summary>Whether its gradient is needed in the present backward pass.</summary>
    public bool NeedsGradient { get; set; }

    /// <summary>Tells the parts that they lie within the state.</summary>
    public void ClaimParts()
    {
        foreach (var part in parts)
        {
            part.IsPart = true;
        }
    }

    /// <summary>Puts the values of the parts into its own, once their place is known.</summary>
    public void PlacePartsValues() => PlaceParts(part => part.Values, Values);

    /// <summary>Puts the gradients of the parts into its own, once their place is known.</summary>
    public void PlacePartsGradients() => PlaceParts(part => part.Gradient, Gradient);

    private void PlaceParts(Func<State, FeatureMap> map, FeatureMap whole)
    {
        var channel = 0;
        foreach (var part in parts)
        {
            map(part).PlaceWithin(whole, channel);
            channel += map(part).Shape.Channels;
        }
    }
}
