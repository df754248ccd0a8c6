using System.Collections.Immutable;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using Microsoft.ML.SearchSpace;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

public sealed class ProposerTunerTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };

    [Test]
    public void It_proposes_what_the_proposer_does()
    {
        using var tuner = new ProposerTuner(Space, new RandomProposer(), seed: 4);
        using var run = new RandomProposer().Start(Space, seed: 4);

        for (var trial = 0; trial < 5; trial++)
        {
            var candidate = CandidateParameter.Read(tuner.Propose(new TrialSettings { TrialId = trial }), Space);
            tuner.Update(Result(trial, loss: -ConvolutionCount.Score(candidate.Architecture)));

            Assert.That(candidate, Is.EqualTo(run.Propose().Single()));
        }
    }

    [Test]
    public void A_proposer_learns_from_losses_the_less_the_better()
    {
        var seen = new List<EvaluatedCandidate>();
        using var tuner = new ProposerTuner(Space, new Listening(seen));

        tuner.Propose(new TrialSettings { TrialId = 0 });
        tuner.Update(Result(0, loss: -0.75));
        tuner.Propose(new TrialSettings { TrialId = 1 });
        tuner.Update(Result(1, loss: double.MaxValue));
        tuner.Update(Result(17, loss: 1));

        Assert.That(seen.Select(evaluated => evaluated.Result.Score), Is.EqualTo(new[] { 0.75, double.NegativeInfinity }));
    }

    [Test]
    public void When_nothing_is_left_the_best_is_tried_again()
    {
        var small = new DagCellSpace { Nodes = 2, Operations = ["none", "skip_connect", "nor_conv_3x3"] };
        using var tuner = new ProposerTuner(small, new RandomProposer());
        for (var trial = 0; trial < 3; trial++)
        {
            var candidate = CandidateParameter.Read(tuner.Propose(new TrialSettings { TrialId = trial }), small);
            tuner.Update(Result(trial, loss: -ConvolutionCount.Score(candidate.Architecture)));
        }

        var again = CandidateParameter.Read(tuner.Propose(new TrialSettings { TrialId = 3 }), small);

        Assert.That($"{again.Architecture}", Is.EqualTo("|nor_conv_3x3~0|"));
    }

    [Test]
    public void A_parameter_without_an_architecture_is_refused() =>
        Assert.That(() => CandidateParameter.Read(Parameter.CreateNestedParameter(), Space), Throws.ArgumentException.With.Message.Contains("NeuralArchitecture"));

    private static TrialResult Result(int trial, double loss) => new() { TrialSettings = new TrialSettings { TrialId = trial }, Loss = loss };

    private sealed class Listening(List<EvaluatedCandidate> seen) : IProposer
    {
        public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
            new Run(new RandomProposer().Start(space, seed), seen);

        private sealed class Run(IProposerRun random, List<EvaluatedCandidate> seen) : IProposerRun
        {
            public ImmutableArray<Candidate> Propose(int count = 1) => random.Propose(count);

            public void Observe(EvaluatedCandidate evaluated) => seen.Add(evaluated);

            public void Dispose() => random.Dispose();
        }
    }
}
