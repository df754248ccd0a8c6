using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class GenotypeTests
{
    [Test]
    public void Genotypes_are_equal_when_their_cells_are()
    {
        var copy = Genotype.FromJson(PublishedGenotypes.DartsV2.ToJson());

        Assert.That(copy, Is.EqualTo(PublishedGenotypes.DartsV2));
        Assert.That(copy.GetHashCode(), Is.EqualTo(PublishedGenotypes.DartsV2.GetHashCode()));
        Assert.That(copy == PublishedGenotypes.DartsV2);
    }

    [Test]
    public void Genotypes_differ_when_a_cell_does()
    {
        var genotype = PublishedGenotypes.DartsV2;

        Assert.That(genotype with { Normal = genotype.Reduction }, Is.Not.EqualTo(genotype));
        Assert.That(genotype with { Reduction = genotype.Normal }, Is.Not.EqualTo(genotype));
    }

    [Test]
    public void Both_cells_are_there()
    {
        var cell = PublishedGenotypes.DartsV2.Normal;

        Assert.That(() => new Genotype(null!, cell), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("Normal"));
        Assert.That(() => new Genotype(cell, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("Reduction"));
        Assert.That(() => PublishedGenotypes.DartsV2 with { Normal = null! }, Throws.ArgumentNullException);
    }

    [Test]
    public void Shows_itself_as_the_reference_code_does() =>
        Assert.That(PublishedGenotypes.DartsV2.ToString(), Is.EqualTo(PublishedGenotypes.DartsV2.ToReferenceText()));

    [Test]
    public void Shows_itself_as_JSON_on_one_line_where_the_reference_code_has_no_text()
    {
        var cell = new CellGenotype([[new Edge(1, "skip_connect")]], [2]);

        Assert.That(
            new Genotype(cell, cell).ToString(),
            Is.EqualTo(
                """{"normal":{"nodes":[[{"operation":"skip_connect","source":1}]],"concatenated":[2]},"reduction":"""
                + """{"nodes":[[{"operation":"skip_connect","source":1}]],"concatenated":[2]}}"""));
    }
}
