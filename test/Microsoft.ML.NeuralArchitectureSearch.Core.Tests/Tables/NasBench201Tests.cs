using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Searches of NAS-Bench-201 against figures that were computed from the table by others' code: <c>baselines.json</c>.</summary>
public sealed class NasBench201Tests
{
    private const double Tolerance = 0.05;

    private static string? Folder => BenchmarkData.Folder(RepositoryFiles.Root);

    private SearchTable _table = null!;
    private JsonElement _baselines;

    [OneTimeSetUp]
    public void Read()
    {
        if (Folder is not { } folder)
        {
            Assert.Ignore("The tables are not here; the environment variable NAS_DATA says where they are.");
            return;
        }

        _table = NasBench201.Read(folder).ToSearchTable();
        _baselines = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "nasbench201", "baselines.json"))).RootElement;
    }

    [Test]
    public void The_optimum_is_that_of_the_paper() => Assert.That(_table.Optimum, Is.EqualTo(94.3733).Within(1e-4));

    // With more evaluations fewer runs do: their results spread less.
    [TestCase(10, 2000)]
    [TestCase(50, 800)]
    [TestCase(100, 400)]
    [TestCase(200, 400)]
    public void Random_search_meets_its_exact_expectation(int evaluations, int runs)
    {
        var figures = TableFigures.Of(_table, new RandomProposer(), evaluations, runs);

        var expected = _baselines.GetProperty("random_search_exact_expectation").GetProperty($"{evaluations}").GetProperty("c10_test")
            .GetDouble();
        Assert.That(figures.Mean, Is.EqualTo(expected).Within(Tolerance));
    }

    [TestCase(100, 400)]
    [TestCase(200, 400)]
    [TestCase(500, 200)]
    public void Aging_evolution_meets_its_simulation(int evaluations, int runs)
    {
        var simulated = _baselines.GetProperty("regularized_evolution_simulated").GetProperty($"{evaluations}");
        var proposer = new RegularizedEvolutionProposer(new()
        {
            PopulationSize = simulated.GetProperty("population").GetInt32(),
            TournamentSize = simulated.GetProperty("sample").GetInt32(),
        });

        var figures = TableFigures.Of(_table, proposer, evaluations, runs);

        Assert.That(figures.Mean, Is.EqualTo(simulated.GetProperty("c10_test_mean").GetDouble()).Within(Tolerance));
        Assert.That(figures.FoundOptimum, Is.EqualTo(simulated.GetProperty("found_optimum_fraction").GetDouble()).Within(0.1));
    }

    [Test]
    [Category("Slow")]
    public void Bananas_finds_with_100_evaluations_what_aging_evolution_needs_200_for()
    {
        var figures = TableFigures.Of(_table, new BananasProposer(), evaluations: 100, runs: 40);

        Assert.That(figures.Mean, Is.GreaterThan(94.2));
    }

    [Test]
    [Category("Slow")]
    public void Nao_finds_with_100_evaluations_what_aging_evolution_needs_200_for()
    {
        // 94.28 over 200 seeds with a deviation of 0.24: with 60 of them the mean keeps its distance from the bound on other processors,
        // too.
        var figures = TableFigures.Of(_table, new NaoProposer(), evaluations: 100, runs: 60);

        Assert.That(figures.Mean, Is.GreaterThan(94.2));
    }
}
