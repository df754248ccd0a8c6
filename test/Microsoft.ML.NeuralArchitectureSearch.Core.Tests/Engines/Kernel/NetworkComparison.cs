using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel;

/// <summary>A network on the kernels beside the same one computed by TorchSharp's operations in float64.</summary>
internal static class NetworkComparison
{
    public static GraphNetwork Reference(NetworkGraph graph)
    {
        manual_seed(1);
        return (GraphNetwork)new GraphNetwork(graph).to(ScalarType.Float64);
    }

    /// <summary>Copies both ways, so that the reference has the rounded values.</summary>
    public static void Copy(GraphNetwork from, GraphNetwork to)
    {
        using var noGradient = no_grad();
        var (source, target) = (from.state_dict(), to.state_dict());
        foreach (var name in source.Keys)
        {
            source[name].copy_(target[name].copy_(source[name]));
        }
    }

    /// <summary>Moves weights by a tenth of their gradients: what is left behind them is compared by name.</summary>
    public static void Step(Tensor loss, IReadOnlyList<Parameter> weights)
    {
        var gradients = autograd.grad([loss], [.. weights], allow_unused: true);
        using var none = no_grad();
        foreach (var (weight, gradient) in weights.Zip(gradients))
        {
            if (gradient is not null && !gradient.IsInvalid)
            {
                weight.sub_(gradient * 0.1);
            }
        }
    }

    public static Tensor State(GraphNetwork network) => Flat(network.state_dict().Values.Select(value => value.to(ScalarType.Float64)));

    public static Tensor Flat(IEnumerable<Tensor> tensors) => cat([.. tensors.Select(tensor => tensor.reshape(-1))]);

    /// <summary>Within 1e-5, or ten times the error of torch in float32 where that is larger.</summary>
    /// <remarks>Normalizations of a few pixels or tokens each, one behind the other, make much of roundings.</remarks>
    public static void AssertAsExact(Tensor actual, Tensor torch, Tensor expected, string name) =>
        Assert.That(Error(actual, expected), Is.LessThan(Math.Max(1e-5, 10 * Error(torch, expected))), name);

    /// <summary>The norm of the difference as a share of the expected norm.</summary>
    public static double Error(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        var right = expected.to(ScalarType.Float64);
        return (actual.to(ScalarType.Float64).sub(right).norm() / right.norm().clamp_min(1e-12)).item<double>();
    }
}
