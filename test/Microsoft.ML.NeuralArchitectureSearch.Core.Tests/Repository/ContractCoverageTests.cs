using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What implements one of the library's interfaces is held to the interface's contract.</summary>
public sealed class ContractCoverageTests
{
    // By name: an interface need not exist yet to be listed.
    [TestCase("ISearchSpace")]
    [TestCase("ISearchStrategy")]
    [TestCase("IProposer")]
    [TestCase("IEvaluator")]
    public void Every_public_implementer_is_tested_by_the_contract(string interfaceName)
    {
        var contract = interfaceName[1..] + "Contract";
        var fixtures = typeof(ContractCoverageTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && Ancestors(type).Any(ancestor => ancestor.Name.Split('`')[0] == contract))
            .Select(type => type.Name)
            .ToHashSet();

        var uncovered = typeof(Genotype).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && !type.IsInterface && type.GetInterfaces().Any(implemented => implemented.Name == interfaceName))
            .Select(type => type.Name.Split('`')[0])
            .Where(name => !fixtures.Contains(name + "Tests"));

        Assert.That(uncovered, Is.Empty, $"Each of them needs a test class, named after it with 'Tests', that derives from {contract}.");
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
