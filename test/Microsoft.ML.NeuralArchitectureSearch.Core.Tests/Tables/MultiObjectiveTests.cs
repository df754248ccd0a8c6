using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>The fronts of score and latency of NAS-Bench-201 and of FBNet's chains.</summary>
public sealed class MultiObjectiveTests
{
    [TestCase("fpga")]
    [TestCase("1080ti_1")]
    public void Five_hundred_evaluations_find_nearly_the_whole_front(string device)
    {
        if (BenchmarkData.Folder(RepositoryFiles.Root) is not { } folder)
        {
            Assert.Ignore("The tables are not here; the environment variable NAS_DATA says where they are.");
            return;
        }

        var table = new FrontSearch(NasBench201.Read(folder).ToSearchTable(folder, device));

        var fronts = table.Search(new Nsga2Proposer(new() { Objectives = FrontSearch.Objectives }), evaluations: 500, runs: 10);

        Assert.That(fronts.Average(front => table.Share(front, table.WorstOfAll)), Is.InRange(0.98, 1));
    }

    [Test]
    public void Of_the_chains_of_a_list_screened_children_find_nearly_the_whole_front()
    {
        if (BenchmarkData.Folder(RepositoryFiles.Root) is not { } folder)
        {
            Assert.Ignore("The tables are not here; the environment variable NAS_DATA says where they are.");
            return;
        }

        var table = new FrontSearch(FbNetHardware.Read(folder, "raspi4"));
        var options = new Nsga2Options { Objectives = FrontSearch.Objectives };

        Assert.That(MeanShare(options with { Screening = new() }), Is.InRange(0.98, 1));
        Assert.That(MeanShare(options), Is.LessThan(0.97));

        double MeanShare(Nsga2Options settings) => table.Search(new Nsga2Proposer(settings), evaluations: 500, runs: 3)
            .Average(front => table.Share(front, table.WorstOfAll));
    }
}
