using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Successive halving on the learning curves of NAS-Bench-101.</summary>
public sealed class NasBench101SampleTests
{
    [Test]
    public void A_third_of_the_epochs_finds_as_good_a_cell_as_training_in_full()
    {
        if (BenchmarkData.Folder(RepositoryFiles.Root) is not { } folder)
        {
            Assert.Ignore("The tables are not here; the environment variable NAS_DATA says where they are.");
            return;
        }

        var table = NasBench101Sample.Read(folder);
        var halving = new SuccessiveHalvingProposer(new RandomProposer(), new() { Candidates = 225, LeastEpochs = 4, MostEpochs = 108 });

        var full = EpochSearch.Best(table, new RandomProposer(), epochs: 200 * 108, runs: 200).Average();
        var halved = EpochSearch.Best(table, halving, epochs: 200 * 108 / 3, runs: 200).Average();

        // The standard error of either mean is about 0.01.
        Assert.That(halved, Is.EqualTo(full).Within(0.03));
        Assert.That(EpochSearch.Best(table, new RandomProposer(), epochs: 200 * 108 / 3, runs: 200).Average(), Is.LessThan(full - 0.05));
    }
}
