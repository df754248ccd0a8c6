using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

public sealed class RecurrentCellParityTests
{
    private const double Tolerance = 1e-6;

    [Test]
    public void Outputs_and_the_last_state_are_those_of_the_reference(
        [Values("DARTS_V1", "DARTS_V2", "ENAS")] string name, [Values(ScalarType.Float64, ScalarType.Float32)] ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var oracle = Oracle.Read("rnn_cells");
        using var cell = new RecurrentCell(PublishedRecurrentGenotypes.All[name], inputSize: 6, hiddenSize: 6).to(type);
        oracle.LoadInto(cell, "cells", name);
        cell.eval();

        var (outputs, state) = cell.call(
            tensor(oracle.Numbers("cells", name, "input")).reshape(4, 2, 6).to(type), tensor(oracle.Numbers("cells", name, "h0")).reshape(
                2,
                6).to(type));

        Assert.That(LargestError(outputs, oracle.Numbers("cells", name, "output")), Is.LessThanOrEqualTo(Tolerance));
        Assert.That(LargestError(state, oracle.Numbers("cells", name, "h_last")), Is.LessThanOrEqualTo(Tolerance));
    }

    private static double LargestError(Tensor actual, double[] expected) =>
        (actual.to(ScalarType.Float64).flatten() - tensor(expected)).abs().max().item<double>();
}
