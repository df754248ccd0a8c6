using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of proposers that learn from the scores.</summary>
internal static class LearnedProposerProbes
{
    private static readonly SurrogateOptions Surrogate = new() { Members = 2, Units = 8, Steps = 10 };
    private static readonly BananasOptions Bananas = new() { Initial = 6, BatchSize = 4, Parents = 4, Mutants = 20, Surrogate = Surrogate };
    private static readonly NaoModelOptions NaoModel = new() { EmbeddingSize = 8, HiddenSize = 8, PredictorSize = 8 };

    private static readonly NaoOptions Nao = new()
    {
        Model = NaoModel,
        InitialArchitectures = 8,
        SeedArchitectures = 4,
        GenerationSize = 4,
        InitialTrainingSteps = 10,
        TrainingSteps = 5,
        Mutants = 6,
    };

    private static readonly ControllerOptions Controller = new() { Units = 8 };
    private static readonly PolicyTrainingOptions Policy = new();
    private static readonly ReinforcementOptions Reinforcement = new() { BatchSize = 5, Controller = Controller };

    public static Probe[] All =>
    [
        Probe.Of(Bananas, options => ProposerProbes.Proposed(new BananasProposer(options)))
            .With("Surrogate", Surrogate with { Steps = 30 }),
        Probe.Of(
            new ProgressiveOptions { BeamWidth = 6, Expansions = 20, Surrogate = Surrogate },
            options => ProposerProbes.Proposed(new ProgressiveProposer(options)))
            .With("Surrogate", Surrogate with { Steps = 30 }),
        Probe.Of(Surrogate, options => ProposerProbes.Proposed(new BananasProposer(Bananas with { Surrogate = options })))
            .With("BatchSize", 3)
            .With("WeightDecay", 1000.0),
        Probe.Of(Nao, options => ProposerProbes.Proposed(new NaoProposer(options), evaluations: 40))
            .With("Model", NaoModel with { PredictorSize = 12 })
            .With("Patience", 1)
            .Where("RestartArchitectures", Nao with { Patience = 1 }),
        Probe.Of(NaoModel, options => ProposerProbes.Proposed(new NaoProposer(Nao with { Model = options })))
            .Where("Symmetries", NaoModel, options => ProposerProbes.ProposedCells(new NaoProposer(Nao with { Model = options }))),
        Probe.Of(Reinforcement, options => ProposerProbes.Proposed(new ReinforcementProposer(options)))
            .With("Controller", Controller with { Units = 12 })
            .With("Training", Policy with { LearningRate = 0.1 }),
        Probe.Of(Controller, options => ProposerProbes.Proposed(new ReinforcementProposer(Reinforcement with { Controller = options }))),
        Probe.Of(
            Policy,
            options => ProposerProbes.Proposed(new ReinforcementProposer(Reinforcement with { Training = options }), evaluations: 60))
            .With("Update", new ProximalPolicyUpdate())
            .With("GradientClipping", 0.01)
            .With("EntropyWeight", 5.0),
        Probe.Of(
            new ProximalPolicyUpdate(),
            options => ProposerProbes.Proposed(
                new ReinforcementProposer(Reinforcement with { Training = Policy with { Update = options, LearningRate = 0.1 } }),
                evaluations: 60))
            .With("ClipRange", 0.01),
    ];
}
