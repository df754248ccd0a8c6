using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

[TestFixture(ScalarType.Float64, 1e-6)]
[TestFixture(ScalarType.Float32, 1e-4)]
public sealed class SupernetParityTests(ScalarType type, double tolerance)
{
    private readonly DartsCellSpace _space = new();

    [Test]
    public void Logits_loss_and_gradients_of_alpha_are_those_of_the_reference()
    {
        using var scope = NewDisposeScope();
        using var oracle = Oracle.Read("supernet_C4_L3");
        using var supernet = ReferenceSupernet.Load(oracle, type);
        using var parameters = LoadParameters(oracle);

        var logits = supernet.call(oracle.Images("input", type), parameters.Normal.softmax(1), parameters.Reduction.softmax(1));
        var loss = functional.cross_entropy(logits, oracle.Labels("targets"));
        var gradients = autograd.grad([loss], [.. parameters.All]);

        Assert.Multiple(() =>
        {
            Assert.That(Oracle.RelativeError(logits, oracle.Numbers("logits")), Is.LessThanOrEqualTo(tolerance));
            Assert.That(Oracle.RelativeError(loss, oracle.Numbers("loss")), Is.LessThanOrEqualTo(tolerance));
            Assert.That(Oracle.RelativeError(gradients[0], oracle.Numbers("grad_alphas_normal")), Is.LessThanOrEqualTo(tolerance));
            Assert.That(Oracle.RelativeError(gradients[1], oracle.Numbers("grad_alphas_reduce")), Is.LessThanOrEqualTo(tolerance));
        });
    }

    [Test]
    public void The_derived_genotype_is_that_of_the_reference()
    {
        using var oracle = Oracle.Read("supernet_C4_L3");
        using var parameters = LoadParameters(oracle);

        var genotype = parameters.Discretize();

        Assert.That(genotype.Normal, Is.EqualTo(Cell(oracle, "normal")));
        Assert.That(genotype.Reduction, Is.EqualTo(Cell(oracle, "reduce")));
    }

    private ArchitectureParameters LoadParameters(Oracle oracle)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var parameters = new ArchitectureParameters(_space, type);
        parameters.Normal.copy_(oracle.Parameters("alphas_normal", type));
        parameters.Reduction.copy_(oracle.Parameters("alphas_reduce", type));
        return parameters;
    }

    private static CellGenotype Cell(Oracle oracle, string kind)
    {
        var edges = oracle.Root.GetProperty("genotype").GetProperty(kind).EnumerateArray()
            .Select(edge => new Edge(edge[1].GetInt32(), edge[0].GetString()!));
        return new CellGenotype([.. edges.Chunk(2).Select(node => (System.Collections.Immutable.ImmutableArray<Edge>)[.. node])]);
    }
}
