using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>The tables that the repository holds.</summary>
internal static class ShippedData
{
    /// <summary>The folder, laid out as that of <see cref="BenchmarkData"/>.</summary>
    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Data");
}
