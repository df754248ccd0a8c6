using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

public sealed class CellNetworkParityTests
{
    [TestCase(ScalarType.Float64, 1e-6)]
    [TestCase(ScalarType.Float32, 1e-4)]
    public void Logits_are_those_of_the_reference(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var oracle = Oracle.Read("v2_cifar_C4_L5");
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 5 }, new MapShape(3, 16, 16), 10)
            .to(type);
        oracle.LoadInto(network);
        network.eval();

        var logits = network.call(oracle.Images("input", type));

        Assert.That(Oracle.RelativeError(logits, oracle.Numbers("logits")), Is.LessThanOrEqualTo(tolerance));
    }
}
