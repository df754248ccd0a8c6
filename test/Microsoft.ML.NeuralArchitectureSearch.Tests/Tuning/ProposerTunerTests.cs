using System.Collections.Immutable;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;
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
    public void A_proposer_that_is_interrupted_has_the_best_tried_again()
    {
        using var source = new CancellationTokenSource();
        using var tuner = new ProposerTuner(Space, new ThinkingProposer(2, _ => source.Cancel()), seed: 4, source.Token);
        var first = CandidateParameter.Read(tuner.Propose(new TrialSettings { TrialId = 0 }), Space);
        tuner.Update(Result(0, loss: -2));
        tuner.Propose(new TrialSettings { TrialId = 1 });
        tuner.Update(Result(1, loss: -1));

        var third = CandidateParameter.Read(tuner.Propose(new TrialSettings { TrialId = 2 }), Space);

        Assert.That(source.IsCancellationRequested, Is.True);
        Assert.That(third, Is.EqualTo(first));
    }

    // AutoML ignores a time limit that is only in the settings, and asks again.
    [Test]
    public void A_proposer_that_was_interrupted_goes_on_when_it_is_asked_again()
    {
        IProposer proposer = new NaoProposer(
            new() { InitialArchitectures = 4, GenerationSize = 3, InitialTrainingSteps = 20, TrainingSteps = 5 });
        using var whole = new ProposerSession(Space, proposer, seed: 4);
        using var interrupted = new ProposerSession(Space, proposer, seed: 4);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        for (var trial = 0; trial < 12; trial++)
        {
            if (trial is 4 or 7)
            {
                Assert.That(interrupted.Propose(cancelled.Token), Is.Null);
            }

            var candidate = whole.Propose(CancellationToken.None)!.Value.Single();
            Assert.That(interrupted.Propose(CancellationToken.None)!.Value.Single(), Is.EqualTo(candidate));
            var evaluated = new EvaluatedCandidate(candidate, new EvaluationResult(ConvolutionCount.Score(candidate.Architecture)));
            whole.Observe(evaluated);
            interrupted.Observe(evaluated);
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
        Assert.That(
            () => CandidateParameter.Read(Parameter.CreateNestedParameter(), Space),
            Throws.ArgumentException.With.Message.Contains("NeuralArchitecture"));

    private static TrialResult Result(int trial, double loss) =>
        new() { TrialSettings = new TrialSettings { TrialId = trial }, Loss = loss };

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
