using System.Reflection;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Compares the public surface of an assembly with the PublicApi.approved.txt of its tests.</summary>
internal static class ApprovedApi
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    public static void Check(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var approvedFile = Path.Combine(RepositoryFiles.Tests(name), "Repository", "PublicApi.approved.txt");
        var receivedFile = Path.Combine(RepositoryFiles.Tests(name), "Repository", "PublicApi.received.txt");
        var actual = PublicApi.Describe(assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(approvedFile, actual);
        }

        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (actual == approved)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, actual);
        Assert.Fail($"""
            The public surface of {name} differs from the approved one (- approved, + now; all of it in {receivedFile}):
            {Difference(approved, actual)}
            If that is meant, accept it with
              {Accept}=1 dotnet test test/{name}.Tests --filter ApiApprovalTests
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
