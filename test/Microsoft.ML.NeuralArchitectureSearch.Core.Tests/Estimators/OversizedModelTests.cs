using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>
/// Small files that describe large networks, or other ones than their weights are of, are refused before anything is built.
/// </summary>
public sealed class OversizedModelTests
{
    private const long MostBytes = 100_000_000;

    // Milliseconds on an idle machine; nothing that builds what is described would end within it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static TestCaseData[] Sizes =>
    [
        Case("channels", () => SmallModels.Images(model => Resized(model, new() { Channels = 4_000, Cells = 3 }))),
        Case(
            "more channels",
            () => SmallModels.Images(model => Resized(model, Said(new CellNetworkOptions { Cells = 3 }, "Channels", 2_000_000_000)))),
        Case("layers", () => SmallModels.Images(model => Resized(model, Said(new CellNetworkOptions { Channels = 4 }, "Cells", 100_000)))),
        Case(
            "more layers",
            () => SmallModels.Images(model => Resized(model, Said(new CellNetworkOptions { Channels = 4 }, "Cells", 2_000_000_000)))),
        Case("as many layers as are allowed", () => SmallModels.Images(model => Resized(model, new() { Channels = 4, Cells = 10_000 }))),
        Case("image", () => SmallModels.Images(model => model with { Input = new ImageInput(new(1, 60_000, 60_000), new([0], [1])) })),
        Case("embedding", () => SmallModels.Texts(model => model with { Network = Widened(model, 1_000_000) })),
        Case("text", () => SmallModels.Texts(model => model with { Input = Lengthened(model, 2_000_000_000) })),
        Case("language model", () => SmallModels.Language(model => model with { Network = model.Network with { HiddenSize = 60_000 } })),
        Case(
            "larger language model",
            () => SmallModels.Language(model => model with { Network = Said(model.Network with { }, "HiddenSize", int.MaxValue) })),
        Case("vocabulary of a language model", () => SmallModels.Language(model => model with { Vocabulary = Words(20_000) })),
    ];

    private static TestCaseData[] Misfits =>
    [
        Case("vocabulary", () => SmallModels.Texts(model => model with { Input = WithVocabulary(model, Words(5)) }), "vocabulary"),
        Case(
            "classes",
            () => SmallModels.Texts(model => model with { Classes = model.Classes with { Key = new(typeof(uint), 7) } }),
            "classes"),
        Case("statistics of other channels", () => SmallModels.Images(model => WithStatistics(model, [0, 0], [1, 1])), "channels"),
        Case("statistics that are no number", () => SmallModels.Images(model => WithStatistics(model, [float.NaN], [1])), "channels"),
        Case("deviation of zero", () => SmallModels.Images(model => WithStatistics(model, [0], [0])), "channels"),
        Case("weights that are no number", () => SmallModels.Images(null, network => Set(network, float.NaN)), "finite"),
        Case("infinite weights", () => SmallModels.Images(null, network => Set(network, float.NegativeInfinity)), "finite"),
    ];

    [Test]
    public void Small_models_load()
    {
        Assert.That(() => Load(SmallModels.Images()), Throws.Nothing);
        Assert.That(() => Load(SmallModels.Texts()), Throws.Nothing);
        Assert.That(() => Load(SmallModels.Language(model => model)), Throws.Nothing);
    }

    [TestCaseSource(nameof(Sizes))]
    public void A_small_file_that_describes_a_large_network_is_refused_in_little_time_and_memory(Func<ITransformer> model, string message)
    {
        var file = SmallModels.File(model());
        var before = Peak();
        var begin = Stopwatch.GetTimestamp();

        Refuses(file, message);

        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(Longest));
        Assert.That(Peak() - before, Is.LessThan(MostBytes));
    }

    [TestCaseSource(nameof(Misfits))]
    public void Parts_that_do_not_fit_each_other_are_refused_by_name(Func<ITransformer> model, string message) =>
        Refuses(SmallModels.File(model()), message);

    [Test]
    public void A_key_of_many_scopes_is_refused_before_anything_is_built()
    {
        var deep = string.Join('.', Enumerable.Repeat("a", 20_000));
        const string input = """{"key":"input","layer":{"layer":"input","shape":{"channels":1,"height":1,"width":1}},"inputs":[]}""";
        var json = $$"""[{{input}},{"key":"{{deep}}","layer":{"layer":"relu"},"inputs":[0]}]""";
        var begin = Stopwatch.GetTimestamp();

        Assert.That(() => NetworkGraph.FromJson(json), Throws.InstanceOf<FormatException>().With.Message.Contains("scopes"));
        Assert.That(() => NetworkGraph.FromJson(json.Replace(deep, "a.b.c", StringComparison.Ordinal)), Throws.Nothing);
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(Longest));
    }

    [Test]
    public void Labels_that_the_file_does_not_hold_take_no_memory()
    {
        byte[] text = [2, .. BitConverter.GetBytes(1_000_000), 1, 3, (byte)'a', (byte)'b', (byte)'c'];
        byte[] many = [2, .. BitConverter.GetBytes(int.MaxValue), 0];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => LabelClasses.Read(new BinaryReader(new MemoryStream(text))), Throws.TypeOf<FormatException>());
        Assert.That(() => LabelClasses.Read(new BinaryReader(new MemoryStream(many))), Throws.TypeOf<FormatException>());

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    private static void Refuses(byte[] file, string message)
    {
        var thrown = Assert.Catch(() => new MLContext().Model.Load(new MemoryStream(file), out _));

        Assert.That(
            Causes(thrown).OfType<FormatException>().Select(cause => cause.Message),
            Has.Some.Contains("The model file is damaged").And.Some.Contains(message));
    }

    private static IEnumerable<Exception> Causes(Exception? thrown)
    {
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static ITransformer Load(ITransformer model) => new MLContext().Model.Load(new MemoryStream(SmallModels.File(model)), out _);

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static TestCaseData Case(string name, Func<ITransformer> model, string message = "") =>
        new TestCaseData(model, message).SetArgDisplayNames(name);

    // Files may say what options refuse.
    private static T Said<T>(T options, string setting, int value)
    {
        typeof(T).GetField($"<{setting}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(options, value);
        return options;
    }

    private static ClassifierModel Resized(ClassifierModel model, CellNetworkOptions size) =>
        model with { Network = new FinalNetwork(ToyImages.SmallCells, size) };

    private static ClassifierModel WithStatistics(ClassifierModel model, ImmutableArray<float> mean, ImmutableArray<float> deviation) =>
        model with { Input = new ImageInput(model.Input.Shape, new PixelStatistics(mean, deviation)) };

    private static FinalNetwork Widened(ClassifierModel model, int width)
    {
        var words = ((EncodedText)model.Input).Encoder.Vocabulary.Count;
        var graph = RecurrentTextGraph.Of(
            ToyLanguage.Cell, new TextInput(words), Said(
                new RecurrentTextOptions { HiddenSize = 4 },
                "EmbeddingWidth",
                width), new NetworkSize(model.Input.Shape, model.Classes.Count));
        return new(new DescribedNetwork("wide"), graph);
    }

    private static EncodedText Lengthened(ClassifierModel model, int length) =>
        new(((EncodedText)model.Input).Encoder with { Length = length });

    private static EncodedText WithVocabulary(ClassifierModel model, Vocabulary vocabulary) =>
        new(((EncodedText)model.Input).Encoder with { Vocabulary = vocabulary });

    private static Vocabulary Words(int count) => new([Corpus.EndWord, .. Enumerable.Range(0, count).Select(word => $"w{word}")]);

    private static void Set(GraphNetwork network, float value)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        network.parameters().Last().fill_(value);
    }
}
