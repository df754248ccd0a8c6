using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class PointwiseTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    [Test]
    public void It_equals_the_definition(
        [Values(1, 4, 6, 9)] int outputs, [Values(1, 3, 8)] int inputs, [Values(1, 4, 7)] int positions, [Values] bool isTransposed)
    {
        var pitch = (positions + 1) * TLanes.Count;
        using var source = KernelData.Random(inputs * pitch, seed: 1);
        using var weights = KernelData.Random(outputs * inputs, seed: 2);
        using var target = new AlignedBuffer(outputs * pitch);
        var matrix = isTransposed ? new Matrix(weights.Start, inputs, outputs).Transposed : new Matrix(weights.Start, outputs, inputs);

        Pointwise<TLanes>.Mix(source.Start, pitch, matrix, target.Start, pitch, positions);

        for (var index = 0; index < outputs * positions * TLanes.Count; index++)
        {
            var (output, place) = (index / (positions * TLanes.Count), index % (positions * TLanes.Count));
            var expected = Enumerable.Range(0, inputs).Sum(input =>
                source.Start[(input * pitch) + place]
                    * weights.Start[isTransposed ? (input * outputs) + output : (output * inputs) + input]);
            Assert.That(target.Start[(output * pitch) + place], Is.EqualTo(expected).Within(1e-5));
        }
    }

    [Test]
    public void The_gradient_of_its_weights_equals_the_definition(
        [Values(1, 4, 6)] int outputs,
        [Values(1, 3, 8)] int inputs,
        [Values(1, 7)] int positions)
    {
        var pitch = (positions + 1) * TLanes.Count;
        using var source = KernelData.Random(inputs * pitch, seed: 1);
        using var gradient = KernelData.Random(outputs * pitch, seed: 2);
        using var target = new AlignedBuffer(outputs * inputs);

        PointwiseGradient<TLanes>.AddOfWeights(
            gradient.Start, pitch, source.Start, pitch, positions, new Matrix(target.Start, outputs, inputs));

        for (var index = 0; index < outputs * inputs; index++)
        {
            var (output, input) = (index / inputs, index % inputs);
            var expected = Enumerable.Range(0, positions * TLanes.Count).Sum(place =>
                gradient.Start[(output * pitch) + place] * source.Start[(input * pitch) + place]);
            Assert.That(target.Start[index], Is.EqualTo(expected).Within(1e-4));
        }
    }
}
