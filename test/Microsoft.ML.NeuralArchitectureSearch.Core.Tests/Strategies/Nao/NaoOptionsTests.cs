using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nao;

public sealed class NaoOptionsTests
{
    private static readonly TestCaseData[] Refused =
    [
        Case("InitialArchitectures", () => new NaoOptions { InitialArchitectures = 1 }),
        Case("SeedArchitectures", () => new NaoOptions { SeedArchitectures = 0 }),
        Case("GenerationSize", () => new NaoOptions { GenerationSize = 0 }),
        Case("InitialTrainingSteps", () => new NaoOptions { InitialTrainingSteps = 0 }),
        Case("TrainingSteps", () => new NaoOptions { TrainingSteps = -1 }),
        Case("StepSize", () => new NaoOptions { StepSize = double.NaN }),
        Case("StepSizes", () => new NaoOptions { StepSizes = 0 }),
        Case("Mutants", () => new NaoOptions { Mutants = -1 }),
        Case("Patience", () => new NaoOptions { Patience = 0 }),
        Case("RestartArchitectures", () => new NaoOptions { RestartArchitectures = 0 }),
        Case("Models", () => new NaoOptions { Models = 0 }),
        Case("Model", () => new NaoOptions { Model = null! }),
        Case("EmbeddingSize", () => new NaoModelOptions { EmbeddingSize = 0 }),
        Case("HiddenSize", () => new NaoModelOptions { HiddenSize = 0 }),
        Case("PredictorSize", () => new NaoModelOptions { PredictorSize = 0 }),
        Case("PredictorWeight", () => new NaoModelOptions { PredictorWeight = 1 }),
        Case("LearningRate", () => new NaoModelOptions { LearningRate = 0 }),
        Case("BatchSize", () => new NaoModelOptions { BatchSize = 0 }),
        Case("Symmetries", () => new NaoModelOptions { Symmetries = -1 }),
        Case("Clock", () => new NaoProposer { Clock = null! }),
    ];

    [TestCaseSource(nameof(Refused))]
    public void A_value_that_cannot_be_is_refused_by_name(string option, Action make) =>
        Assert.That(make, Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(option));

    [Test]
    public void The_settings_of_the_paper_are_there()
    {
        Assert.That(NaoOptions.Paper.Model, Is.EqualTo(NaoModelOptions.Paper));
        Assert.That((NaoModelOptions.Paper.EmbeddingSize, NaoModelOptions.Paper.HiddenSize), Is.EqualTo((32, 96)));
        Assert.That((NaoModelOptions.Paper.PredictorWeight, NaoModelOptions.Paper.LearningRate), Is.EqualTo((0.9, 0.001)));
        Assert.That(
            (NaoOptions.Paper.InitialArchitectures, NaoOptions.Paper.SeedArchitectures, NaoOptions.Paper.StepSize),
            Is.EqualTo((600, 200, 10.0)));
        Assert.That((NaoOptions.Paper.Mutants, NaoOptions.Paper.Patience, NaoOptions.Paper.Models), Is.EqualTo((0, (int?)null, 1)));
    }

    [Test]
    public void Equal_settings_are_equal()
    {
        var one = new NaoOptions { Model = new() { HiddenSize = 8 } };
        var other = new NaoOptions { Model = new() { HiddenSize = 8 } };

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one, Is.Not.EqualTo(new NaoOptions()));
    }

    private static TestCaseData Case(string option, Func<object> make) =>
        new(option, (Action)(() => make())) { TestName = $"{option} is refused" };
}
