using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests;

/// <summary>Tests compute with TorchSharp before the library does; on some processors the library first has to make that right.</summary>
internal static class ConvolutionsOfTests
{
#pragma warning disable CA2255 // The first test case may be computed before any set-up of NUnit.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Check() => TorchRuntime.Require(Console.Error.WriteLine);
}
