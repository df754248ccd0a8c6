using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

public sealed class SupernetReferenceNamesTests
{
    [Test]
    public void Shared_and_separate_operations_have_the_same_names_in_the_reference()
    {
        var space = new DartsCellSpace();
        var graph = space.DescribeSupernet(new NetworkSize(new MapShape(3, 16, 16), 10) { Channels = 4, Cells = 3 });
        using var oracle = Oracle.Read("supernet_C4_L3");
        var reference = oracle.Root.GetProperty("state").EnumerateObject().Select(entry => entry.Name[..entry.Name.LastIndexOf('.')])
            .Distinct();

        var shared = SupernetReferenceNames.Of(space, graph);
        var separate = SupernetReferenceNames.Of(space, SeparateEdges.Of(graph));

        Assert.That(separate.Values.Select(names => names.Single()), Is.EquivalentTo(reference));
        Assert.That(shared.Values.SelectMany(names => names), Is.EquivalentTo(reference));
        Assert.That(shared["cells.0.states.1.max_pool_3x3.norm"], Is.EqualTo(
            new[] { "cells.0._ops.1._ops.1.1", "cells.0._ops.3._ops.1.1", "cells.0._ops.6._ops.1.1", "cells.0._ops.10._ops.1.1" }));
    }
}
