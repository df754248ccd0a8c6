namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// Where the tables and data sets lie that may not be shipped: the folder that the environment variable NAS_DATA names, or
/// <c>../shared/data</c> beside the repository.
/// </summary>
public static class BenchmarkData
{
    /// <summary>The folder; <see langword="null"/> where it is not there.</summary>
    public static string? Folder(string repositoryRoot)
    {
        var folder = Environment.GetEnvironmentVariable("NAS_DATA") ?? Path.Combine(repositoryRoot, "..", "shared", "data");
        return Directory.Exists(folder) ? folder : null;
    }
}
