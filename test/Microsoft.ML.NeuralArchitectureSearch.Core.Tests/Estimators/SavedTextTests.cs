using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Every text of every file comes back as it was before it was written, halves of surrogate pairs included.</summary>
public sealed class SavedTextTests
{
    [Test]
    public void The_words_of_an_encoder_and_the_numbers_of_any_text_come_back()
    {
        foreach (var splitting in Enum.GetValues<TextSplitting>())
        {
            var tokenizer = new TextTokenizer { Splitting = splitting };
            var texts = RandomTexts.Some(400).ToArray();
            var encoder = new TextEncoder(
                tokenizer, Vocabulary.Of(
                    texts.Select(text => tokenizer.Tokenize(text).AsEnumerable()),
                    new() { MinimumFrequency = 1 }), Length: 8);

            var loaded = ModelJson.Read<SavedEncoder, TextEncoder>(ModelJson.Write(SavedEncoder.Of(encoder)), saved => saved.ToEncoder());

            Assert.That(loaded, Is.EqualTo(encoder));
            foreach (var text in texts)
            {
                Assert.That(Numbers(loaded, text), Is.EqualTo(Numbers(encoder, text)), RandomTexts.Codes(text));
                Assert.That(Numbers(loaded, text), Has.None.EqualTo((float)Vocabulary.Unknown), RandomTexts.Codes(text));
            }
        }
    }

    [Test]
    public void The_words_of_texts_that_others_cut_come_back()
    {
        ImmutableArray<string> words = [.. RandomTexts.Some(300).Select(WellFormed.Of).OfType<string>().Distinct()];
        var vocabulary = Vocabulary.Of(RandomTexts.Some(300).Select(word => (IEnumerable<string>)[word, word]));

        Assert.That(vocabulary.Words.Skip(2), Is.EquivalentTo(words));
        Assert.That(RandomTexts.Some(300).Select(vocabulary.Find), Has.None.EqualTo(Vocabulary.Unknown));
        Assert.That(new Vocabulary([.. vocabulary.Words.Skip(2)]), Is.EqualTo(vocabulary));
    }

    [Test]
    public void Architectures_and_networks_of_any_names_come_back()
    {
        foreach (var name in RandomTexts.Some(300)
            .Select(text => "n" + string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '.'))))
        {
            var genotype = new Genotype(
                new CellGenotype([new Edge(0, name), new Edge(1, name)]),
                new CellGenotype([new Edge(1, name), new Edge(0, name)]));
            var cell = new DagCell([name], ["none", name]);
            var macro = new MacroArchitecture(name, name);
            var builder = new GraphBuilder(new(1, 2, 2));
            builder.Within(name, () => builder.Add(name, new LinearLayer(4, 2), 0));
            var graph = builder.Build();

            Assert.That(Genotype.FromJson(genotype.ToJson()), Is.EqualTo(genotype), RandomTexts.Codes(name));
            Assert.That(DagCell.FromJson(cell.ToJson()), Is.EqualTo(cell), RandomTexts.Codes(name));
            Assert.That(MacroArchitecture.FromJson(macro.ToJson()), Is.EqualTo(macro), RandomTexts.Codes(name));
            Assert.That(NetworkGraph.FromJson(graph.ToJson()), Is.EqualTo(graph), RandomTexts.Codes(name));
            Assert.That(new DescribedNetwork(name).Name, Is.EqualTo(WellFormed.Of(name)));
        }
    }

    [Test]
    public void Failures_and_names_of_costs_in_a_history_come_back()
    {
        var space = new DagCellSpace { Nodes = 3 };
        foreach (var text in RandomTexts.Some(300).Select(text => "x" + text))
        {
            var result = EvaluationResult.Failed(text) with { Costs = ImmutableSortedDictionary<string, double>.Empty.Add(text, 1.5) };
            var entry = new SearchHistoryEntry(new(new(space.Sample(new Random(1))), result), 3, DateTimeOffset.UnixEpoch);

            Assert.That(SearchHistoryEntry.FromJson(entry.ToJson(), space), Is.EqualTo(entry), RandomTexts.Codes(text));
        }
    }

    [Test]
    public void A_history_knows_its_proposer_and_its_evaluator_by_any_text()
    {
        using var folder = new TemporaryFolder();
        using var evaluator = new Named("evaluator \uD83D");
        var search = new CandidateSearch
        {
            Space = new DagCellSpace { Nodes = 3 },
            Proposer = new RandomProposer(),
            Evaluator = evaluator,
            Evaluations = 2,
            HistoryPath = folder.File("history.jsonl"),
        };

        search.Run();

        Assert.That(() => (search with { Evaluations = 3 }).Run(), Throws.Nothing);
    }

    [Test]
    public void A_column_whose_name_no_file_can_hold_is_refused() => Assert.That(
        () => new TextNetworkTrainerOptions { FeatureColumnName = "Text\uD83D" },
        Throws.ArgumentException.With.Message.Contains("surrogate pair"));

    private static float[] Numbers(TextEncoder encoder, string text)
    {
        var numbers = new float[encoder.Length];
        encoder.Encode(text.AsMemory(), numbers);
        return numbers;
    }

    private sealed class Named(string name) : IEvaluator
    {
        public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default) => new(1);

        public override string ToString() => name;

        public void Dispose()
        {
        }
    }
}
