using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The public surface changes only on purpose: PublicApi.approved.txt shows every change in review.</summary>
public sealed class ApiApprovalTests
{
    [Test]
    public void The_public_surface_is_the_approved_one() => ApprovedApi.Check(typeof(Genotype).Assembly);
}
