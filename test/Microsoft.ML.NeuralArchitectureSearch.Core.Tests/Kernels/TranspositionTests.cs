using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class TranspositionTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    [Test]
    public void Images_and_channels_change_places([Values(0, 1, 3)] int missing, [Values(1, 3)] int positions)
    {
        var (lanes, channels) = (TLanes.Count, TLanes.Count - missing);
        var pitch = (positions * lanes) + 5;
        using var source = KernelData.Random(channels * pitch, seed: 1);
        using var target = KernelData.Random(positions * lanes * lanes, seed: 2);

        Transposition<TLanes>.Write(source.Start, pitch, channels, positions, target.Start);

        var expected = from position in Enumerable.Range(0, positions)
                       from image in Enumerable.Range(0, lanes)
                       from channel in Enumerable.Range(0, lanes)
                       select channel < channels ? source.Start[(channel * pitch) + (position * lanes) + image] : 0;
        Assert.That(KernelData.Values(target), Is.EqualTo(expected));
    }
}
