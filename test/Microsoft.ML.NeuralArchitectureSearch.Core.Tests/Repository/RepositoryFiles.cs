using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class RepositoryFiles
{
    public const string Core = "Microsoft.ML.NeuralArchitectureSearch.Core";
    public const string WithAutoML = "Microsoft.ML.NeuralArchitectureSearch";

    private const string Solution = "Microsoft.ML.NeuralArchitectureSearch.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>The folder of an assembly's source.</summary>
    public static string Source(string assembly) => Path.Combine(Root, "src", assembly);

    /// <summary>The folder of an assembly's tests.</summary>
    public static string Tests(string assembly) => Path.Combine(Root, "test", assembly + ".Tests");

    /// <summary>The files of an assembly's source, by their paths within its folder, with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> SourceFiles(string assembly) =>
        from file in Directory.EnumerateFiles(Source(assembly), "*.cs", SearchOption.AllDirectories)
        select (Path.GetRelativePath(Source(assembly), file).Replace('\\', '/'), File.ReadAllText(file));

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
