using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>
/// The folders form no cycle: each refers only to those before it, in signatures and in bodies of methods, of the built assembly.
/// </summary>
public sealed class FolderOrderTests
{
    // The empty name stands for the assembly's own folder. The catalogs there, in namespaces of ML.NET, see all.
    private static readonly ImmutableArray<string> Order =
    [
        "", "Genotypes", "Tensors", "Batching", "Graphs", "SearchSpaces", "Kernels", "Monitoring", "Engines", "Networks", "Supernets",
        "Training", "Evaluation", "Strategies", "Estimators",
    ];

    // Here the empty name stands for the folder Kernels.
    private static readonly ImmutableArray<string> OrderOfKernels = ["Lanes", "", "Products", "Regions", "Planes", "Recurrent", "Words"];

    // The kernels compile a network in its own memory: they know its class.
    private static readonly ImmutableArray<string> Exceptions = ["Engines -> Networks"];

    // A plan makes its branch for a single image itself.
    private static readonly ImmutableArray<string> ExceptionsOfKernels = ["Regions -> Planes"];

    private static IEnumerable<Type> OurTypes => typeof(Genotype).Assembly.GetTypes().Where(type => IsWithin(type, Namespaces.Ours));

    [Test]
    public void A_folder_refers_only_to_folders_before_it() => AssertOrder(Namespaces.Ours, Order, Exceptions);

    [Test]
    public void A_folder_of_the_kernels_refers_only_to_folders_before_it() =>
        AssertOrder($"{Namespaces.Ours}.Kernels", OrderOfKernels, ExceptionsOfKernels);

    [Test]
    public void Every_folder_has_a_place_in_the_order() =>
        Assert.That(OurTypes.Select(type => FolderOf(type, Namespaces.Ours)).Distinct(), Is.EquivalentTo(Order));

    private static void AssertOrder(string within, ImmutableArray<string> order, ImmutableArray<string> exceptions)
    {
        var backward =
            from type in OurTypes
            where IsWithin(type, within)
            from used in TypeReferences.Of(type)
            where used.Assembly == type.Assembly && IsWithin(used, within)
            let edge = (From: FolderOf(type, within), To: FolderOf(used, within))
            where order.IndexOf(edge.To) > order.IndexOf(edge.From)
            group $"{type} refers to {used}" by $"{edge.From} -> {edge.To}";
        var edges = backward.ToDictionary(edge => edge.Key, edge => edge.Distinct().ToArray());

        Assert.That(edges.Where(edge => !exceptions.Contains(edge.Key)).SelectMany(edge => edge.Value), Is.Empty);
        Assert.That(exceptions, Is.SubsetOf(edges.Keys), "An exception that nothing needs any more is removed from the list.");
    }

    private static bool IsWithin(Type type, string name) => $"{type.Namespace}.".StartsWith(name + ".", StringComparison.Ordinal);

    private static string FolderOf(Type type, string within) => $"{type.Namespace}."[(within.Length + 1)..].Split('.')[0];
}
