using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>An architecture as an option of one of AutoML's search spaces: its value is the architecture's JSON.</summary>
/// <remarks>
/// AutoML's tuners see the unit cube: one dimension for each token of an architecture, cut into as many equal parts as there are tokens that may stand
/// there after those before. So they can search architectures beside other options, although their steps know nothing of networks; a
/// <see cref="ProposerTuner"/> does.
/// </remarks>
public sealed class ArchitectureOption : OptionBase
{
    private readonly ISequenceSpace _space;

    /// <summary>Makes an option of a space.</summary>
    /// <param name="space">The architectures to choose from.</param>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    public ArchitectureOption(ISequenceSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        Default = MappingToFeatureSpace(Parameter.FromString(CandidateParameter.Line(FirstArchitecture())));
    }

    /// <inheritdoc />
    public override int FeatureSpaceDim => _space.SequenceLength;

    /// <summary>No dimension has a fixed number of values: how many there are depends on the dimensions before it.</summary>
    /// <inheritdoc />
    public override int?[] Step => new int?[FeatureSpaceDim];

    /// <summary>Where an architecture lies in the unit cube.</summary>
    /// <param name="value">The JSON of an architecture of the space.</param>
    /// <returns>For each token the middle of its part of the interval [0, 1].</returns>
    /// <exception cref="ArgumentNullException">There is no value.</exception>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    /// <exception cref="FormatException">The value is not the JSON of an architecture.</exception>
    public override double[] MappingToFeatureSpace(Parameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var tokens = _space.Encode(_space.FromJson(value.AsType<string>()));
        return [.. tokens.Select((token, position) => Middle(_space.Allowed(tokens.AsSpan()[..position]).IndexOf(token), _space.Allowed(tokens.AsSpan()[..position]).Length))];
    }

    /// <summary>The architecture at a point of the unit cube.</summary>
    /// <param name="values">A number within [0, 1] for each token; numbers beyond count as the nearest end.</param>
    /// <returns>The JSON of an architecture of the space, on one line.</returns>
    /// <exception cref="ArgumentNullException">There are no numbers.</exception>
    /// <exception cref="ArgumentException">There is another number of them than of tokens.</exception>
    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != FeatureSpaceDim)
        {
            throw new ArgumentException($"An architecture of this space has {FeatureSpaceDim} tokens; found {values.Length} numbers.", nameof(values));
        }

        var tokens = new int[values.Length];
        for (var position = 0; position < tokens.Length; position++)
        {
            var allowed = _space.Allowed(tokens.AsSpan(0, position));
            tokens[position] = allowed[Math.Clamp((int)(values[position] * allowed.Length), 0, allowed.Length - 1)];
        }

        return Parameter.FromString(CandidateParameter.Line(_space.Decode(tokens)));
    }

    private static double Middle(int index, int count) => (index + 0.5) / count;

    // Written and read again, so that an order of tokens that means the same does not matter.
    private Genotypes.Architecture FirstArchitecture()
    {
        var tokens = new int[FeatureSpaceDim];
        for (var position = 0; position < tokens.Length; position++)
        {
            tokens[position] = _space.Allowed(tokens.AsSpan(0, position))[0];
        }

        return _space.Decode(tokens);
    }
}
