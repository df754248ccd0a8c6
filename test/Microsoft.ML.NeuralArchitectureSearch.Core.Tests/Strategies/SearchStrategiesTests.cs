using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>Every search of the literature on a small part of the bundled digits, from the images to the trained model.</summary>
public sealed class SearchStrategiesTests
{
    private static readonly TrainedEvaluatorOptions Trained = new() { Epochs = 1, Channels = 4, Cells = 3, BatchSize = 32 };
    private static readonly SharedWeightsOptions Shared = new()
    {
        WarmUpEpochs = 1,
        Channels = 4,
        Cells = 3,
        BatchSize = 32,
        StepsPerCandidate = 1
    };

    private static readonly NaoOptions Nao = new()
    {
        InitialArchitectures = 3,
        SeedArchitectures = 2,
        GenerationSize = 2,
        InitialTrainingSteps = 5,
        TrainingSteps = 2,
        Mutants = 5
    };
    private static readonly ReinforcementOptions Reinforcement = new() { BatchSize = 2 };

    private static TestCaseData[] Presets =>
    [
        Preset(nameof(SearchStrategies.Nao), SearchStrategies.Nao(Nao, Trained)),
        Preset(nameof(SearchStrategies.NaoWeightSharing), SearchStrategies.NaoWeightSharing(Nao, Shared)),
        Preset(nameof(SearchStrategies.Enas), SearchStrategies.Enas(Reinforcement, Shared)),
        Preset(nameof(SearchStrategies.NasNetReinforcement), SearchStrategies.NasNetReinforcement(Reinforcement, Trained)),
        Preset(nameof(SearchStrategies.AmoebaNet), SearchStrategies.AmoebaNet(new() { PopulationSize = 3, TournamentSize = 2 }, Trained)),
        Preset(
            nameof(SearchStrategies.LargeScaleEvolution),
            SearchStrategies.LargeScaleEvolution(new() { PopulationSize = 3 }, Trained with { ParentsKept = 3 })),
        Preset(nameof(SearchStrategies.Pnas), SearchStrategies.Pnas(new ProgressiveOptions { BeamWidth = 2, Expansions = 50 }, Trained)),
        Preset(nameof(SearchStrategies.RandomSearch), SearchStrategies.RandomSearch(Trained)),
        Preset(nameof(SearchStrategies.RandomWeightSharing), SearchStrategies.RandomWeightSharing(Shared)),
        Preset(
            nameof(SearchStrategies.Bananas),
            SearchStrategies.Bananas(new BananasOptions { Initial = 3, BatchSize = 2, Mutants = 10 }, Trained)),
    ];

    [TestCaseSource(nameof(Presets))]
    public void The_digits_are_searched_trained_and_predicted(ProposerStrategy strategy)
    {
        var ml = new MLContext(seed: 1);
        var space = new DartsCellSpace { Nodes = 2 };
        var train = DigitImages.Keyed(ml, first: 0, count: 120);

        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(new ImageSearchOptions
        {
            FeatureColumnName = "Pixels",
            Space = space,
            Strategy = strategy with { Evaluations = 6 },
            FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 3 },
            Training = ToyImages.ShortTraining,
        }).Fit(train);

        var found = model.SearchResult!;
        Assert.That(space.Contains(model.Genotype), Is.True);
        Assert.That(found.Candidates, Has.Length.EqualTo(6));
        Assert.That(found.Candidates.Select(candidate => candidate.Result.Failure), Is.All.Null);
        Assert.That(found.Candidates.Max(candidate => candidate.Result.Score), Is.InRange(0, 1));
        Assert.That(
            found.Candidates.First(candidate => candidate.Candidate.Architecture.Equals(model.Genotype)).Result.Score,
            Is.EqualTo(found.Candidates.Max(candidate => candidate.Result.Score)));
        Assert.That(ml.MulticlassClassification.Evaluate(model.Transform(train)).MicroAccuracy, Is.InRange(0, 1));
    }

    [Test]
    public void Each_is_one_line_with_settings_of_its_own()
    {
        ISearchStrategy[] all =
        [
            SearchStrategies.Nao(), SearchStrategies.NaoWeightSharing(), SearchStrategies.Enas(), SearchStrategies.NasNetReinforcement(),
            SearchStrategies.AmoebaNet(), SearchStrategies.LargeScaleEvolution(), SearchStrategies.Pnas(), SearchStrategies.RandomSearch(),
            SearchStrategies.RandomWeightSharing(), SearchStrategies.Bananas(),
        ];

        Assert.That(all.Cast<ProposerStrategy>().Select(strategy => strategy.Evaluations), Is.All.EqualTo(100));
    }

    private static TestCaseData Preset(string name, ProposerStrategy strategy) => new TestCaseData(strategy).SetName(name);
}
