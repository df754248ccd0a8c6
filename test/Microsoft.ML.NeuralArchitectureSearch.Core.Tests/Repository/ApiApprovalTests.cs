using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The public surface changes only on purpose: PublicApi.approved.txt shows every change in review.</summary>
public sealed class ApiApprovalTests
{
    // Lower it with the surface; a new public type takes the place of another.
    private const int MostTypes = 214;

    [Test]
    public void The_public_surface_does_not_grow() =>
        Assert.That(typeof(Genotype).Assembly.GetExportedTypes(), Has.Length.AtMost(MostTypes));

    [Test]
    public void The_public_surface_is_the_approved_one() => ApprovedApi.Check(typeof(Genotype).Assembly);
}
