using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What implements one of the library's interfaces is held to the interface's contract.</summary>
public sealed class ContractCoverageTests
{
    [TestCase(typeof(ISearchSpace), typeof(SearchSpaceContract))]
    [TestCase(typeof(ISearchStrategy), typeof(SearchStrategyContract))]
    [TestCase(typeof(IProposer), typeof(ProposerContract))]
    [TestCase(typeof(IEvaluator), typeof(EvaluatorContract))]
    public void Every_implementer_is_tested_by_the_contract(Type implemented, Type contract)
    {
        var fixtures = typeof(ContractCoverageTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(contract))
            .Select(type => type.Name)
            .ToHashSet();

        Type[] implementers = [.. implemented.Assembly.GetTypes()
            .Where(type => !type.IsNested && !type.IsAbstract && !type.IsInterface && type.IsAssignableTo(implemented))];
        var uncovered = implementers
            .Select(type => type.Name.Split('`')[0])
            .Where(name => !fixtures.Contains(name + "Tests"));

        Assert.That(implementers, Is.Not.Empty);
        Assert.That(
            uncovered,
            Is.Empty,
            $"Each of them needs a test class, named after it with 'Tests', that derives from {contract.Name}.");
    }
}
