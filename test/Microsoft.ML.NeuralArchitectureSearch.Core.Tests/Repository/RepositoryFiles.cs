using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class RepositoryFiles
{
    private const string Solution = "Microsoft.ML.NeuralArchitectureSearch.sln";

    public static string Root { get; } = FindRoot();

    public static string Product { get; } = Path.Combine(Root, "src", "Microsoft.ML.NeuralArchitectureSearch.Core");

    public static string Tests { get; } = Path.Combine(Root, "test", "Microsoft.ML.NeuralArchitectureSearch.Core.Tests");

    private static string FindRoot()
    {
        // [CallerFilePath] would be rewritten by deterministic builds.
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException($"No folder above {TestContext.CurrentContext.TestDirectory} holds {Solution}.");
    }
}
