using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nao;

[NonParallelizable]
public sealed class NaoModelTests
{
    private static readonly DagCellSpace Cells = new() { Nodes = 3, Operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3"] };
    private static readonly NaoModelOptions Small = new() { EmbeddingSize = 16, HiddenSize = 16, PredictorSize = 16, LearningRate = 0.01 };

    [Test]
    public void After_training_it_ranks_and_reads_back_what_it_was_shown_and_ranks_what_it_was_not()
    {
        var (shown, hidden) = Split(Cells, Convolutions, count: 60, shown: 40);
        using var model = new NaoModel(Cells, Small, seed: 1);
        var before = model.Measure(shown);

        model.Train(shown, steps: 300);

        Assert.That(before.ReconstructionDistance, Is.GreaterThan(1), "it knows nothing before");
        Assert.That(model.Measure(shown).PairwiseAccuracy, Is.GreaterThan(0.95));
        Assert.That(model.Measure(shown).ReconstructionDistance, Is.LessThan(0.3));
        Assert.That(model.Measure(hidden).PairwiseAccuracy, Is.GreaterThan(0.85));
    }

    [Test]
    public void The_predictor_thinks_better_of_embeddings_that_were_moved_uphill()
    {
        var (shown, _) = Split(Cells, Convolutions, count: 40, shown: 40);
        using var model = new NaoModel(Cells, Small, seed: 1);
        model.Train(shown, steps: 100);
        using var scope = NewDisposeScope();

        Architecture[] seeds = [.. shown.Take(5).Select(scored => scored.Architecture)];
        using var ascent = new EmbeddingAscent(model, seeds);
        double[] after = [.. Numbers(model.Predictor.call(ascent.Moved(0.1)))];

        Assert.That(after.Zip(model.Predict(seeds), (moved, first) => moved - first), Is.All.GreaterThan(0));
    }

    [Test]
    public void Improved_architectures_are_better_than_those_they_were_made_of()
    {
        var (shown, _) = Split(Cells, Convolutions, count: 40, shown: 40);
        using var model = new NaoModel(Cells, Small, seed: 1);
        model.Train(shown, steps: 300);
        Architecture[] worst = [.. shown.OrderBy(scored => scored.Score).Take(10).Select(scored => scored.Architecture)];

        var improved = model.Improve(worst, stepSize: 10);

        Assert.That(improved.Average(Convolutions), Is.GreaterThan(worst.Average(Convolutions)));
    }

    [Test]
    public void A_small_step_leads_back_to_where_it_began()
    {
        var (shown, _) = Split(Cells, Convolutions, count: 20, shown: 20);
        using var model = new NaoModel(Cells, Small, seed: 1);
        model.Train(shown, steps: 400);
        Architecture[] architectures = [.. shown.Select(scored => scored.Architecture)];

        Assert.That(model.Measure(shown).ReconstructionDistance, Is.Zero);
        Assert.That(model.Improve(architectures, stepSize: 1e-6), Is.EqualTo(architectures));
    }

    [Test]
    public void What_is_decoded_belongs_to_the_space_wherever_the_embedding_lies()
    {
        var space = new DartsCellSpace();
        using var model = new NaoModel(space, Small, seed: 1);
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var anywhere = randn([50, space.SequenceLength, Small.HiddenSize], generator: generator) * 10;

        var decoded = model.Decode(anywhere);

        Assert.That(decoded, Has.Length.EqualTo(50));
        Assert.That(decoded.Select(space.Contains), Is.All.True);
        Assert.That(decoded.Distinct().Count(), Is.GreaterThan(10));
    }

    [Test]
    public void The_two_orders_of_a_nodes_inputs_come_close_to_each_other_when_both_are_shown()
    {
        var space = new DartsCellSpace { Nodes = 2 };
        var (shown, _) = Split(space, SeparableConvolutions, count: 40, shown: 40);

        Assert.That(Asymmetry(space, shown, symmetries: 1), Is.LessThan(0.7 * Asymmetry(space, shown, symmetries: 0)));
    }

    [Test]
    public void The_same_seed_gives_the_same_model()
    {
        var (shown, hidden) = Split(Cells, Convolutions, count: 30, shown: 20);
        Architecture[] asked = [.. hidden.Select(scored => scored.Architecture)];
        ImmutableArray<double> Predictions(int seed)
        {
            using var model = new NaoModel(Cells, Small, seed);
            model.Train(shown, steps: 20);
            return model.Predict(asked);
        }

        var first = Predictions(1);

        Assert.That(Predictions(1), Is.EqualTo(first));
        Assert.That(Predictions(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Where_no_gradients_are_wanted_it_learns_all_the_same()
    {
        var (shown, _) = Split(Cells, Convolutions, count: 20, shown: 20);
        using var noGradient = no_grad();
        using var model = new NaoModel(Cells, Small, seed: 1);

        Assert.That(() => model.Train(shown, steps: 2), Throws.Nothing);
        Assert.That(model.Improve([shown[0].Architecture], stepSize: 1), Has.Length.EqualTo(1));
    }

    [Test]
    public void Nothing_to_learn_from_and_scores_that_are_no_numbers_are_refused()
    {
        using var model = new NaoModel(Cells, Small);
        var cell = Cells.Sample(new Random(1));

        Assert.That(() => model.Train([], steps: 1), Throws.ArgumentException.With.Property("ParamName").EqualTo("pool"));
        Assert.That(() => model.Train([new(cell, double.NaN)], steps: 1), Throws.ArgumentException.With.Message.Contains("NaN"));
        Assert.That(() => model.Train([new(cell, 1)], steps: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => model.Train([new(PublishedGenotypes.DartsV1, 1)], steps: 1), Throws.ArgumentException);
        Assert.That(() => model.Predict([]), Throws.ArgumentException);
        Assert.That(() => new NaoModel(null!), Throws.ArgumentNullException);
    }

    private static (ScoredArchitecture[] Shown, ScoredArchitecture[] Hidden) Split(
        ISequenceSpace space,
        Func<Architecture, double> score,
        int count,
        int shown)
    {
        var random = new Random(1);
        var drawn = new HashSet<Architecture>();
        while (drawn.Count < count)
        {
            drawn.Add(space.Sample(random));
        }

        ScoredArchitecture[] all = [.. drawn.Select(architecture => new ScoredArchitecture(architecture, score(architecture)))];
        return (all[..shown], all[shown..]);
    }

    private static double Convolutions(Architecture cell) =>
        ((DagCell)cell).Nodes.SelectMany(operations => operations)
            .Sum(operation => operation switch { "nor_conv_3x3" => 1, "nor_conv_1x1" => 0.5, _ => 0 });

    private static double SeparableConvolutions(Architecture genotype) =>
        ((Genotype)genotype).Normal.Nodes.SelectMany(edges => edges)
            .Count(edge => edge.Operation.StartsWith("sep_conv", StringComparison.Ordinal));

    // How far the prediction of an architecture changes with the order that its edges are listed in.
    private static double Asymmetry(DartsCellSpace space, ScoredArchitecture[] shown, int symmetries)
    {
        using var model = new NaoModel(space, Small with { Symmetries = symmetries }, seed: 1);
        var random = new Random(2);
        for (var training = 0; training < 8; training++)
        {
            model.Train(shown, steps: 50);
        }

        using var scope = NewDisposeScope();
        ImmutableArray<int>[] first = [.. shown.Select(scored => space.Encode(scored.Architecture))];
        using var one = new TokenSequences(space, first);
        using var other = new TokenSequences(space, [.. first.Select(tokens => space.Permute(tokens, random))]);
        var difference = model.Predictor.call(model.Encoder.call(one.Tokens)) - model.Predictor.call(model.Encoder.call(other.Tokens));
        return Numbers(difference.abs().mean().reshape(1))[0];
    }

    private static double[] Numbers(Tensor values)
    {
        using var accessor = values.to(ScalarType.Float64).data<double>();
        return accessor.ToArray();
    }
}
