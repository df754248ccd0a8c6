using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes.Chains;

public sealed class ChainTests
{
    private static readonly Chain Example = new(new ChainConvolution(32, 3, 2), new ChainPooling(2, 2), new ChainDense(64));

    [Test]
    public void A_chain_reads_as_its_layers() => Assert.That($"{Example}", Is.EqualTo("conv3x3-32/2 → pool2x2/2 → dense-64"));

    [Test]
    public void Its_JSON_names_every_choice()
    {
        const string json =
            """[{"layer":"convolution","width":32,"kernel":3,"stride":2},{"layer":"pooling","kernel":2,"stride":2},"""
            + """{"layer":"dense","width":64}]""";

        Assert.That(Example.ToJson(), Is.EqualTo(json));
        Assert.That(Chain.FromJson(json), Is.EqualTo(Example));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("[null]")]
    [TestCase("{}")]
    [TestCase("""[{"layer":"magic"}]""")]
    [TestCase("""[{"width":64}]""")]
    [TestCase("""[{"layer":"dense"}]""")]
    [TestCase("""[{"layer":"dense","width":0}]""")]
    [TestCase("""[{"layer":"dense","width":64,"kernel":3}]""")]
    [TestCase("""[{"layer":"convolution","width":8,"kernel":2,"stride":1}]""")]
    public void What_is_no_chain_is_a_format_exception(string json) =>
        Assert.That(() => Chain.FromJson(json), Throws.TypeOf<FormatException>());

    [Test]
    public void A_chain_has_layers_and_dense_ones_stand_at_its_end()
    {
        Assert.That(() => new Chain(), Throws.ArgumentException.With.Property("ParamName").EqualTo("layers"));
        Assert.That(
            () => new Chain(new ChainDense(8), new ChainPooling(2, 2)), Throws.ArgumentException.With.Message
                .Contains("Behind a dense layer"));
    }
}
