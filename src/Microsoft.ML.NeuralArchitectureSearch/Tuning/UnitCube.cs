using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The sequences of a space as points of the unit cube, for searches that know nothing but the cube.</summary>
/// <remarks>
/// <para>Along a dimension the anchors of a symbol's N alternatives are 1/N apart, and the ends of [0, 1] are neighbours. AutoML's local
/// search
/// (FLOW2, Wu et al. 2021, arXiv:2005.01571) leaves an anchor by steps of lengths 0.1 to 0.0001, too short to reach another one. Therefore
/// the
/// direction from the nearest anchor counts: the symbols with the largest deviations move on by one or more alternatives.</para>
/// <para>The last dimension is added to the first one, that of the symbol with the most alternatives. AutoML's grid hands the values of
/// each dimension
/// to the next one where an option with a single choice precedes them, as the schema of a pipeline does; either way it varies this
/// symbol.</para>
/// </remarks>
internal sealed class UnitCube
{
    // Anchors away from the ends, where AutoML cuts off what leaves the cube; and not halfway between the points of its grid, k/N.
    private const double Offset = 0.25;

    // A checkpoint of AutoML keeps three decimals.
    private const int Decimals = 3;
    private const double Tolerance = 1e-6;

    // Deviations of at least this share of the largest one count: about two symbols of six, four of thirty.
    private const double Share = 0.7;

    private readonly ISequenceSpace _space;
    private readonly ImmutableArray<int> _positions;

    public UnitCube(ISequenceSpace space)
    {
        _space = space;
        var counts = Alternatives(space);
        Steps = counts.Max();
        var first = counts.IndexOf(Steps);
        _positions = [first, .. Enumerable.Range(0, counts.Length).Where(position => position != first)];
    }

    /// <summary>The largest number of alternatives of a symbol.</summary>
    public int Steps { get; }

    public int Dimensions => _positions.Length + 1;

    /// <summary>The anchor of a sequence.</summary>
    public double[] PointOf(ImmutableArray<int> tokens)
    {
        var point = new double[Dimensions];
        for (var dimension = 0; dimension < _positions.Length; dimension++)
        {
            var position = _positions[dimension];
            var allowed = _space.Allowed(tokens.AsSpan()[..position]);
            point[dimension] = Anchor(allowed.IndexOf(tokens[position]), allowed.Length);
        }

        return point;
    }

    /// <summary>The sequence at a point.</summary>
    public int[] TokensAt(double[] point)
    {
        var (nearest, deviations) = Nearest(point);
        var largest = deviations.Max(Math.Abs);
        if (largest == 0)
        {
            return nearest;
        }

        var tokens = new int[nearest.Length];
        for (var position = 0; position < tokens.Length; position++)
        {
            var allowed = _space.Allowed(tokens.AsSpan(0, position));
            var index = Math.Max(0, allowed.IndexOf(nearest[position]));
            tokens[position] = allowed[Modulo(index + Moves(deviations, position, largest, allowed.Length), allowed.Length)];
        }

        return tokens;
    }

    // How far a symbol moves on varies with the ratios of the deviations, which, as their signs, do not depend on the distance.
    private static int Moves(double[] deviations, int position, double largest, int count)
    {
        var ratio = Math.Abs(deviations[position]) / largest;
        var variation = ((deviations.Sum(Math.Abs) / largest) + ratio) * 4 % 1;
        return ratio < Share ? 0 : Math.Sign(deviations[position]) * (1 + (int)(variation * (count / 2)));
    }

    private (int[] Tokens, double[] Deviations) Nearest(double[] point)
    {
        var coordinates = Coordinates(point);
        var (tokens, deviations) = (new int[coordinates.Length], new double[coordinates.Length]);
        for (var position = 0; position < tokens.Length; position++)
        {
            var allowed = _space.Allowed(tokens.AsSpan(0, position));
            var scaled = (coordinates[position] * allowed.Length) - Offset;
            var index = (int)Math.Round(scaled, MidpointRounding.AwayFromZero);
            tokens[position] = allowed[Modulo(index, allowed.Length)];
            deviations[position] = allowed.Length == 1 || IsAnchor(coordinates[position], index, allowed.Length)
                ? 0
                : (scaled - index) / allowed.Length;
        }

        deviations[_positions[0]] /= Math.Sqrt(2); // the sum of two
        return (tokens, deviations);
    }

    private double[] Coordinates(double[] point)
    {
        var coordinates = new double[_positions.Length];
        for (var dimension = 0; dimension < _positions.Length; dimension++)
        {
            coordinates[_positions[dimension]] = Math.Clamp(point[dimension], 0, 1);
        }

        coordinates[_positions[0]] = (coordinates[_positions[0]] + Math.Clamp(point[^1], 0, 1)) % 1;
        return coordinates;
    }

    private static double Anchor(int index, int count) => (index + Offset) / count;

    private static bool IsAnchor(double coordinate, int index, int count) =>
        Math.Abs(coordinate - Anchor(index, count)) < Tolerance
            || Math.Abs(coordinate - Math.Round(Anchor(index, count), Decimals)) < Tolerance;

    private static int Modulo(int index, int count) => ((index % count) + count) % count;

    // How many symbols are allowed may depend on those before: the most of some sequences, drawn the same way each time.
    private static ImmutableArray<int> Alternatives(ISequenceSpace space)
    {
        var random = new Random(0);
        var counts = new int[space.SequenceLength];
        for (var draw = 0; draw < 20; draw++)
        {
            var tokens = space.Encode(space.Sample(random));
            for (var position = 0; position < counts.Length; position++)
            {
                counts[position] = Math.Max(counts[position], space.Allowed(tokens.AsSpan()[..position]).Length);
            }
        }

        return [.. counts];
    }
}
