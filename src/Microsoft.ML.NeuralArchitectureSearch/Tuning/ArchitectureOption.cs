using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>An architecture as an option of one of AutoML's search spaces: its value is the architecture's JSON.</summary>
/// <remarks>
/// <para>AutoML's tuners see the unit cube, in which each architecture has one point (<see cref="MappingToFeatureSpace"/>). Elsewhere the
/// nearest such
/// point counts, and the direction from there changes a few symbols, however short the way is. So AutoML's local searches, whose steps
/// shrink far
/// below the distance of two architectures, propose a neighbour with every step; random and grid search reach all architectures
/// alike.</para>
/// <para>The default is a network that learns and is larger than most of the space. A <see cref="ProposerTuner"/> knows more of networks
/// than these
/// tuners do.</para>
/// <para>AutoML 0.23 writes no search space as JSON: for its own options it writes nothing, for those of others, as this one, it throws
/// <see cref="ArgumentException"/>. Its checkpoints keep the points of the cube.</para>
/// </remarks>
public sealed class ArchitectureOption : OptionBase
{
    private readonly ISequenceSpace _space;
    private readonly UnitCube _cube;

    /// <summary>Creates an option of a space.</summary>
    /// <param name="space">The architectures to choose from.</param>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    public ArchitectureOption(ISequenceSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _cube = new UnitCube(space);
        Default = _cube.PointOf(space.Encode(DefaultArchitecture.Of(space)));
    }

    /// <summary>One dimension for each symbol, and one more that the symbol with the most alternatives shares.</summary>
    /// <inheritdoc />
    public override int FeatureSpaceDim => _cube.Dimensions;

    /// <summary>The largest number of alternatives of a symbol, for each dimension; 1 for the last dimension.</summary>
    /// <inheritdoc />
    public override int?[] Step => [.. Enumerable.Repeat<int?>(_cube.Steps, FeatureSpaceDim - 1), 1];

    /// <summary>Finds the point of an architecture in the unit cube.</summary>
    /// <param name="value">The JSON of an architecture of the space.</param>
    /// <returns>Numbers within [0, 1]; three decimals of each are enough to read the architecture back.</returns>
    /// <exception cref="ArgumentNullException">There is no value.</exception>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    /// <exception cref="FormatException">The value is not the JSON of an architecture.</exception>
    public override double[] MappingToFeatureSpace(Parameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _cube.PointOf(_space.Encode(_space.FromJson(value.AsType<string>())));
    }

    /// <summary>Finds the architecture at a point of the unit cube.</summary>
    /// <param name="values">
    /// The point: <see cref="FeatureSpaceDim"/> numbers within [0, 1]; numbers beyond count as the nearest end.
    /// </param>
    /// <returns>The JSON of an architecture of the space, on one line.</returns>
    /// <exception cref="ArgumentNullException">There are no numbers.</exception>
    /// <exception cref="ArgumentException">The number of dimensions is another.</exception>
    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != FeatureSpaceDim)
        {
            throw new ArgumentException(
                $"A point of this space has {FeatureSpaceDim} dimensions; found {values.Length} numbers.",
                nameof(values));
        }

        return Parameter.FromString(CandidateParameter.Line(_space.Decode(_cube.TokensAt(values))));
    }
}
