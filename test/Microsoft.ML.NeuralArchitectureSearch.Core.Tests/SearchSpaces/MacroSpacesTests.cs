using System.Numerics;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class MacroSpacesTests
{
    [Test]
    public void Every_network_of_NAS_Bench_Macro_has_the_parameters_and_multiply_adds_of_the_table()
    {
        var rows = NasBenchMacroSizes.Read(ShippedData.Folder);
        var size = new NetworkSize(new MapShape(3, 32, 32), 10);

        Assert.That(MacroSpaces.NasBenchMacro.Count, Is.EqualTo((BigInteger)6561));
        Assert.That(rows, Has.Count.EqualTo(6561));
        Assert.That(rows.Where(row => Sizes(MacroSpaces.NasBenchMacro.Describe(row.Key, size)) != row.Value), Is.Empty);
    }

    [Test]
    public void Networks_found_by_ProxylessNAS_have_the_measured_sizes([Values("cpu", "gpu", "mobile", "mobile_14")] string name)
    {
        var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedData.Folder, "proxylessnas.json"))).RootElement;
        var found = file.GetProperty("proxylessnas").GetProperty(name);
        var blocks = found.GetProperty("blocks").EnumerateArray().ToArray();
        var widths = (int[])[0, .. Enumerable.Range(0, 5).Select(stage => 1 + (4 * stage)), 21];
        var space = MacroSpaces.ProxylessNasOf(
            found.GetProperty("first_conv_out").GetInt32(),
            [.. widths.Select(first => blocks[first].GetProperty("out").GetInt32())],
            found.GetProperty("feature_mix_out").GetInt32());

        var graph = space.Describe(new MacroArchitecture([.. blocks.Select(BlockName)]), new NetworkSize(new MapShape(3, 224, 224), 1000));

        Assert.That(Sizes(graph), Is.EqualTo((found.GetProperty("params").GetInt64(), found.GetProperty("macs").GetInt64())));
    }

    [Test]
    public void The_default_widths_of_ProxylessNAS_give_choices_for_21_layers() =>
        Assert.That(MacroSpaces.ProxylessNas.Count, Is.EqualTo(BigInteger.Pow(6, 6) * BigInteger.Pow(7, 15)));

    [Test]
    public void ProxylessNAS_has_seven_widths() =>
        Assert.That(
            () => MacroSpaces.ProxylessNasOf(32, [16, 32], 1280),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("widths"));

    [Test]
    public void Networks_of_FBNet_have_the_parameters_of_the_table_and_what_its_counter_counts()
    {
        var rows = FBNetSizes.Read(Folder());
        var size = new NetworkSize(new MapShape(3, 32, 32), 100);
        var graphs = rows.ToDictionary(row => row.Key, row => MacroSpaces.FBNet.Describe(row.Key, size));

        Assert.That(rows, Has.Count.EqualTo(5000));
        Assert.That(rows.Where(row => graphs[row.Key].ParameterCount != row.Value.Parameters), Is.Empty);

        // The table holds single precision.
        Assert.That(rows.Where(row => Math.Abs(CountedOperations(graphs[row.Key]) - row.Value.Operations) > 8), Is.Empty);
    }

    // Two operations for each normalized value, one for each value that a ReLU gives, unless it is the first of a block, or that the
    // pooling reads.
    private static long CountedOperations(NetworkGraph graph) =>
        graph.MultiplyAdds + graph.Nodes.Sum(node => (long)node.Output.Size * node.Layer switch
        {
            BatchNormalizationLayer => 2,
            ReluLayer when !node.Key.Contains(".expand", StringComparison.Ordinal) => 1,
            _ => 0,
        })
        + graph.Nodes[^3].Output.Size;

    private static (long Parameters, long MultiplyAdds) Sizes(NetworkGraph graph) => (graph.ParameterCount, graph.MultiplyAdds);

    private static string BlockName(JsonElement block) => block.GetProperty("op").GetString() == "zero"
        ? "skip"
        : $"mb{block.GetProperty("expand").GetInt32()}_k{block.GetProperty("kernel").GetInt32()}";

    private static string Folder() =>
        BenchmarkData.Folder(RepositoryFiles.Root)
            ?? throw new IgnoreException("The tables are not here: NAS_DATA names the folder of the data.");
}
