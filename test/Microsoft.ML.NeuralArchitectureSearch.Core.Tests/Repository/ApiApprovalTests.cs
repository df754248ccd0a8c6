using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The public surface changes only on purpose: PublicApi.approved.txt shows every change in review.</summary>
public sealed class ApiApprovalTests
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    private static readonly string Approved = Path.Combine(RepositoryFiles.Tests, "Repository", "PublicApi.approved.txt");
    private static readonly string Received = Path.Combine(RepositoryFiles.Tests, "Repository", "PublicApi.received.txt");

    [Test]
    public void The_public_surface_is_the_approved_one()
    {
        var actual = PublicApi.Describe(typeof(Genotype).Assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(Approved, actual);
        }

        var approved = File.Exists(Approved) ? File.ReadAllText(Approved).ReplaceLineEndings("\n") : "";
        if (actual == approved)
        {
            File.Delete(Received);
            return;
        }

        File.WriteAllText(Received, actual);
        Assert.Fail($"""
            The public surface differs from {Path.GetFileName(Approved)} (- approved, + now; all of it in {Received}):
            {Difference(approved, actual)}
            If that is meant, accept it with
              {Accept}=1 dotnet test test/Microsoft.ML.NeuralArchitectureSearch.Tests --filter ApiApprovalTests
            """);
    }

    private static string Difference(string approved, string actual)
    {
        var before = approved.Split('\n');
        var after = actual.Split('\n');
        var lines = before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).Take(40);
        return string.Join(Environment.NewLine, lines);
    }
}
