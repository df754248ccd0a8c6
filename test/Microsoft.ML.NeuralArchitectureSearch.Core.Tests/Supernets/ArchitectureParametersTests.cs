using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class ArchitectureParametersTests
{
    [Test]
    public void They_are_small_leaves_with_a_row_for_each_edge_that_survive_the_scope_they_were_made_in()
    {
        ArchitectureParameters parameters;
        using (NewDisposeScope())
        {
            parameters = new ArchitectureParameters(new DartsCellSpace());
        }

        using (parameters)
        {
            foreach (var kind in parameters.All)
            {
                Assert.That(kind.shape, Is.EqualTo(new long[] { 14, 8 }));
                Assert.That(kind.requires_grad && kind.is_leaf);
                Assert.That(kind.std().item<float>(), Is.EqualTo(1e-3).Within(3e-4));
            }
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_values_in_either_type()
    {
        manual_seed(5);
        using var single = new ArchitectureParameters(new DartsCellSpace());
        manual_seed(5);
        using var twice = new ArchitectureParameters(new DartsCellSpace(), ScalarType.Float64);

        using var converted = single.Reduction.to(ScalarType.Float64);
        Assert.That(twice.Reduction.allclose(converted, 0, 0));
    }
}
