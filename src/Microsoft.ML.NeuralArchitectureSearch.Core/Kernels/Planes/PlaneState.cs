using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A state of a region on one image.</summary>
/// <param name="map">Its values.</param>
/// <param name="parts">The states that it consists of; empty for an input and for a sum.</param>
internal sealed unsafe class PlaneState<TLanes>(PlaneMap map, ImmutableArray<PlaneMap> parts)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public PlaneMap Map => map;

    /// <summary>Its summands: branches, and the indices of their factors among the weights of the relaxed choice.</summary>
    public List<(PlaneBranch<TLanes> Branch, int Choice)> Terms { get; } = [];

    /// <summary>The branches that read it.</summary>
    public List<PlaneBranch<TLanes>> Readers { get; } = [];

    /// <summary>Whether it is a sum of branches.</summary>
    public bool IsSum { get; init; }

    /// <summary>Puts the parts into the state, once its place is known.</summary>
    public void PlaceParts()
    {
        var channel = 0;
        foreach (var part in parts)
        {
            part.Vectors.PlaceWithin(map.Vectors, channel);
            channel += part.Shape.Channels;
        }
    }

    /// <summary>Adds up the summands of a sum, and computes all that reads the state.</summary>
    /// <param name="run">The run.</param>
    /// <param name="addresses">Room for the addresses of the summands.</param>
    /// <param name="factors">Room for their factors, a vector each.</param>
    public void Compute(RegionRun run, float** addresses, float* factors)
    {
        for (var channel = 0; IsSum && channel < map.Shape.Channels; channel++)
        {
            AddUp(channel, run, new Combination<TLanes>(addresses, factors));
        }

        foreach (var reader in Readers)
        {
            reader.Compute(run);
        }
    }

    private void AddUp(int channel, RegionRun run, Combination<TLanes> sum)
    {
        foreach (var (branch, choice) in Terms)
        {
            var factor = choice >= 0 ? run.Choice[choice] : 1;
            sum.Add(branch.Result.At(channel), TLanes.Broadcast(factor * (branch.Norm?.Factor(channel) ?? 1)));
            sum.AddBias(TLanes.Broadcast(factor * (branch.Norm?.Bias(channel) ?? 0)));
        }

        sum.WriteTo(map.At(channel), map.Count);
    }
}
