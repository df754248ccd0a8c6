using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class NetworkGraphTests
{
    [Test]
    public void Networks_of_NAS_Bench_101_have_the_parameters_of_the_table()
    {
        var folder = BenchmarkData.Folder(RepositoryFiles.Root)
            ?? throw new IgnoreException("The sample of NAS-Bench-101 is not here: NAS_DATA names the folder of the data.");

        var cells = NasBench101Graph.Read(folder).ToArray();

        Assert.That(cells, Has.Length.EqualTo(20_001));
        Assert.That(
            cells.Where(cell => new NasBench101Network(cell).Describe().ParameterCount != cell.Parameters).Select(cell => cell.Hash),
            Is.Empty);
    }
}
