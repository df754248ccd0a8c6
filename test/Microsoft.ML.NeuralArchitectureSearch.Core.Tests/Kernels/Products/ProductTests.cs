using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels.Products;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class ProductTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    [Test]
    public void Columns_equal_the_definition(
        [Values(1, 4, 12, 31)] int rows, [Values(1, 7)] int depth, [Values(
            1,
            2)] int vectors, [Values] bool isTransposed, [Values] bool adds)
    {
        var pitch = (vectors * TLanes.Count) + 3;
        using var factor = KernelData.Random(rows * depth, seed: 1);
        using var right = KernelData.Random(depth * pitch, seed: 2);
        using var target = KernelData.Random(rows * pitch, seed: 3);
        var before = KernelData.Values(target);
        var left = isTransposed ? new Matrix(factor.Start, depth, rows).Transposed : new Matrix(factor.Start, rows, depth);

        Product<TLanes>.Columns(left, right.Start, pitch, target.Start, pitch, vectors, adds);

        for (var index = 0; index < rows * pitch; index++)
        {
            var (row, column) = (index / pitch, index % pitch);
            var sum = Enumerable.Range(0, depth).Sum(place =>
                (double)factor.Start[isTransposed ? (place * rows) + row : (row * depth) + place] * right.Start[(place * pitch) + column]);
            var expected = column >= vectors * TLanes.Count ? before[index] : adds ? before[index] + sum : sum;
            Assert.That(target.Start[index], Is.EqualTo(expected).Within(2e-6));
        }
    }

    [Test]
    public void A_panel_holds_its_columns_and_zeros([Values] bool isTransposed)
    {
        const int rows = 3, columns = 7, width = 4;
        using var values = KernelData.Random(rows * columns, seed: 1);
        using var target = KernelData.Random(rows * width, seed: 2);
        var matrix = isTransposed ? new Matrix(values.Start, columns, rows).Transposed : new Matrix(values.Start, rows, columns);

        Panels.Copy(matrix, panel: 1, width, target.Start);

        for (var index = 0; index < rows * width; index++)
        {
            var (row, column) = (index / width, width + (index % width));
            var expected = column >= columns ? 0 : values.Start[isTransposed ? (column * rows) + row : (row * columns) + column];
            Assert.That(target.Start[index], Is.EqualTo(expected));
        }
    }
}
