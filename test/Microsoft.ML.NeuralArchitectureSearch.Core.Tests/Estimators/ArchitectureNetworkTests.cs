using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The front door in spaces whose networks are described layer by layer.</summary>
public sealed class ArchitectureNetworkTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly DagCell Cell = new([["nor_conv_3x3"], ["skip_connect", "avg_pool_3x3"]]);

    private static readonly ImageSearchOptions Tiny = new()
    {
        FeatureColumnName = "Pixels",
        Space = Space,
        Strategy = new ProposerStrategy(new RandomProposer(), _ => new ConvolutionCount()) { Evaluations = 3 },
        FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 1 },
        Training = ToyImages.ShortTraining,
    };

    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void What_a_search_finds_in_any_space_is_trained_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var events = new Recorder();
        var train = ToyImages.Keyed(_ml, 24);
        using var model = _ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { Progress = events }).Fit(train);

        _ml.Model.Save(model, train.Schema, folder.File("model.zip"));
        using var loaded = (CellNetworkTransformer)new MLContext().Model.Load(folder.File("model.zip"), out _);

        Assert.That(Space.Contains(model.Architecture), Is.True);
        Assert.That(model.Architecture, Is.EqualTo(model.SearchResult!.Architecture));
        Assert.That(events.All.OfType<CandidateEvaluated>().Count(), Is.EqualTo(3));
        Assert.That(Scores(loaded), Is.EqualTo(Scores(model)));
        Assert.That(Space.FromJson(loaded.Architecture.ToJson()), Is.EqualTo(model.Architecture));
        Assert.That($"{loaded.Architecture}", Is.EqualTo($"{model.Architecture}"));
        Assert.That(loaded.Graph, Is.EqualTo(model.Graph));
        Assert.That(loaded.SearchResult!.Outcome, Is.EqualTo(SearchOutcome.Completed));
    }

    [Test]
    public void A_given_architecture_is_trained_at_the_size_asked_for()
    {
        using var model = Trainer(Cell).Fit(ToyImages.Keyed(_ml, 24));

        Assert.That(model.Architecture, Is.EqualTo(Cell));
        Assert.That(
            model.ParameterCount,
            Is.EqualTo(Space.Describe(Cell, new(new(1, 8, 8), 3) { Channels = 4, Cells = 1 }).ParameterCount));
        Assert.That(model.TrainingHistory, Has.Length.EqualTo(2));
        Assert.That(() => model.Genotype, Throws.InvalidOperationException.With.Message.Contains("Architecture"));
        Assert.That(() => model.Network, Throws.InvalidOperationException);
    }

    [Test]
    public void Searching_and_training_gives_what_training_the_found_architecture_does()
    {
        var train = ToyImages.Keyed(_ml, 24);
        using var searched = _ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { Seed = 5 }).Fit(train);

        using var trained = _ml.MulticlassClassification.Trainers
            .ArchitectureNetwork(
                Space,
                searched.Architecture,
                featureColumnName: "Pixels",
                network: Tiny.FinalNetwork,
                training: Tiny.Training,
                seed: 5)
            .Fit(train);

        Assert.That(Scores(trained), Is.EqualTo(Scores(searched)));
    }

    [Test]
    public void Cells_of_known_operations_are_a_network_of_cells()
    {
        var space = new DartsCellSpace { Nodes = 2 };
        var cells = space.Sample(new Random(1));

        using var model = _ml.MulticlassClassification.Trainers
            .ArchitectureNetwork(
                space,
                cells,
                featureColumnName: "Pixels",
                network: ToyImages.SmallNetwork,
                training: ToyImages.ShortTraining)
            .Fit(ToyImages.Keyed(_ml, 24));

        Assert.That(model.Genotype, Is.EqualTo(cells));
        Assert.That(model.Network, Is.EqualTo(ToyImages.SmallNetwork));
        Assert.That(model.Graph, Is.Null);
    }

    [Test]
    public void An_architecture_of_another_space_is_refused() =>
        Assert.That(
            () => Trainer(new DagCell([["none"]])),
            Throws.ArgumentException.With.Message.Contains("does not belong to the space DagCellSpace of 3 nodes"));

    [Test]
    public void A_space_that_describes_no_networks_is_refused_before_a_row_is_read()
    {
        var view = new UnreadableView(ToyImages.Keyed(_ml, 24));

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { Space = new Undescribed() }).Fit(view),
            Throws.ArgumentException.With.Message.Contains(nameof(INetworkSpace)));
    }

    [Test]
    public void Settings_of_cells_are_refused_for_other_networks()
    {
        var options = Tiny with { FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 1, AuxiliaryHead = true } };

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(ToyImages.Keyed(_ml, 24)), Throws.ArgumentException
                .With
                .Message
                .Contains("AuxiliaryHead"));
    }

    private CellNetworkTrainer Trainer(DagCell cell) => _ml.MulticlassClassification.Trainers.ArchitectureNetwork(
        Space, cell, featureColumnName: "Pixels", network: new CellNetworkOptions
        {
            Channels = 4,
            Cells = 1
        }, training: ToyImages.ShortTraining);

    private float[][] Scores(CellNetworkTransformer model) =>
    [
        .. _ml.Data.CreateEnumerable<ToyImages.KeyPrediction>(model.Transform(ToyImages.Keyed(_ml, 12, seed: 8)), reuseRowObject: false)
            .Select(row => row.Score),
    ];

    private sealed class Undescribed : ISearchSpace
    {
        public Architecture Sample(Random random) => Cell;

        public bool Contains(Architecture architecture) => true;

        public Architecture FromJson(string json) => Cell;
    }
}
