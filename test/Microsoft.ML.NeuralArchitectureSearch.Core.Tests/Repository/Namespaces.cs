namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Namespaces and folders of an assembly's source.</summary>
internal static class Namespaces
{
    public const string Ours = "Microsoft.ML.NeuralArchitectureSearch";

    /// <summary>The files in folders whose namespace is not named as the folder. Files at the top are in the namespaces of users.</summary>
    public static IEnumerable<string> OtherThanFolders(string assembly) =>
        from file in RepositoryFiles.SourceFiles(assembly)
        let slash = file.Path.LastIndexOf('/')
        where slash > 0 && !file.Text.Contains($"namespace {Ours}.{file.Path[..slash].Replace('/', '.')};", StringComparison.Ordinal)
        select file.Path;
}
