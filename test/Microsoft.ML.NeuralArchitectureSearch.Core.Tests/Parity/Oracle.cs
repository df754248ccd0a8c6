using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>What the reference code computed: a file of numbers.</summary>
internal sealed class Oracle : IDisposable
{
    private readonly JsonDocument _document;

    private Oracle(JsonDocument document) => _document = document;

    public JsonElement Root => _document.RootElement;

    public static Oracle Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", $"oracle_darts_{name}.json.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return new Oracle(JsonDocument.Parse(text));
    }

    public void Dispose() => _document.Dispose();

    /// <summary>
    /// Gives the module the weights of the file, or of a part of it; every tensor on either side must have its counterpart.
    /// </summary>
    public void LoadInto(Module module, params string[] part)
    {
        using var scope = NewDisposeScope();
        Load(module, Weights(part));
    }

    /// <summary>Gives the module the weights of the file; every tensor on either side must have its counterpart.</summary>
    /// <param name="module">The module.</param>
    /// <param name="names">The module in the reference code for each module with weights.</param>
    public void LoadInto(Module module, IReadOnlyDictionary<string, string> names)
    {
        using var scope = NewDisposeScope();
        var own = names.ToDictionary(entry => entry.Value, entry => entry.Key);
        Load(module, Weights([]).ToDictionary(
            entry => own[entry.Key[..entry.Key.LastIndexOf('.')]] + entry.Key[entry.Key.LastIndexOf('.')..], entry => entry.Value));
    }

    private Dictionary<string, Tensor> Weights(string[] part) =>
        part.Append("state").Aggregate(Root, (element, name) => element.GetProperty(name)).EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => Values(entry.Value.GetProperty("data"), Sizes(entry.Value.GetProperty("shape"))));

    private static void Load(Module module, Dictionary<string, Tensor> weights)
    {
        var (missing, unexpected) = module.load_state_dict(weights, strict: false);

        Assert.That(unexpected, Is.Empty);
        Assert.That(missing.Where(name => !name.EndsWith("num_batches_tracked")), Is.Empty);
    }

    public Tensor Images(string name, ScalarType type) => Values(Root.GetProperty(name), Sizes(Root.GetProperty(name + "_shape"))).to(type);

    public Tensor Parameters(string name, ScalarType type) =>
        Values(Root.GetProperty(name), Sizes(Root.GetProperty("alphas_shape"))).to(type);

    public Tensor Labels(string name) => tensor(Root.GetProperty(name).EnumerateArray().Select(value => value.GetInt64()).ToArray());

    public double[] Numbers(params string[] path) => Numbers(path.Aggregate(Root, (element, name) => element.GetProperty(name)));

    /// <summary>Largest difference, relative to the largest value that is expected.</summary>
    public static double RelativeError(Tensor actual, double[] expected)
    {
        using var values = actual.detach().to(ScalarType.Float64).cpu().contiguous();
        using var data = values.data<double>();
        var found = data.ToArray();
        Assert.That(found, Has.Length.EqualTo(expected.Length));
        return found.Zip(expected, (left, right) => Math.Abs(left - right)).Max() / expected.Max(Math.Abs);
    }

    private static Tensor Values(JsonElement element, long[] sizes) => tensor(Numbers(element)).reshape(sizes);

    private static long[] Sizes(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt64())];

    private static double[] Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Numbers)]
        : [element.GetDouble()];
}
