using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class MacroArchitectureTests
{
    [Test]
    public void It_reads_as_the_names_of_its_blocks()
    {
        var architecture = new MacroArchitecture("mb3_k3", "skip");

        Assert.That($"{architecture}", Is.EqualTo("mb3_k3 skip"));
        Assert.That(architecture.ToJson(), Is.EqualTo("""["mb3_k3","skip"]"""));
        Assert.That(MacroArchitecture.FromJson("""["mb3_k3","skip"]"""), Is.EqualTo(architecture));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("[null]")]
    [TestCase("[\"a b\"]")]
    [TestCase("{}")]
    public void What_is_no_list_of_blocks_is_a_format_exception(string json) =>
        Assert.That(() => MacroArchitecture.FromJson(json), Throws.TypeOf<FormatException>());

    [Test]
    public void Every_layer_names_a_block()
    {
        Assert.That(() => new MacroArchitecture(), Throws.ArgumentException.With.Property("ParamName").EqualTo("blocks"));
        Assert.That(() => new MacroArchitecture("skip", ""), Throws.ArgumentException);
    }
}
