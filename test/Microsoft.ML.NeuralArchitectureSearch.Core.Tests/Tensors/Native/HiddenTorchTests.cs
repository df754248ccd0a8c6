using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>First uses of the library in programs whose native libraries are missing or cannot be loaded.</summary>
[Platform("Linux, MacOsX")]
public sealed class HiddenTorchTests
{
    [Test]
    public void A_program_without_the_native_libraries_is_told_which_package_to_reference()
    {
        using var program = new ProgramFolder(isKept: file => !IsNative(file));

        AssertAllRefuse(program, "is not among the program's files", "TorchSharp-cpu");
    }

    [Test]
    public void A_program_without_libtorch_is_told_which_package_to_reference()
    {
        using var program = new ProgramFolder(isKept: file => !IsNative(file) || file.Contains("LibTorchSharp", StringComparison.Ordinal));

        AssertAllRefuse(program, "libLibTorchSharp", "libtorch", "TorchSharp-cpu");
    }

    [Test]
    public void A_damaged_library_is_named()
    {
        using var program = new ProgramFolder(isKept: file => !file.Contains("LibTorchSharp", StringComparison.Ordinal));
        File.WriteAllText(program.File("libLibTorchSharp.so"), "no library");
        File.WriteAllText(program.File("libLibTorchSharp.dylib"), "no library");

        AssertAllRefuse(program, "libLibTorchSharp", "damaged");
    }

    [Test]
    [Platform("Linux")]
    public void A_version_that_the_system_lacks_is_named()
    {
        using var program = new ProgramFolder(isKept: file => !file.Contains("LibTorchSharp", StringComparison.Ordinal));
        File.WriteAllBytes(program.File("libLibTorchSharp.so"), SmallLibrary.Bytes("GLIBCXX_9.9.9"));

        AssertAllRefuse(program, "libLibTorchSharp.so needs GLIBCXX_9.9.9 of libstdc++.so.6", "Debian 13 or Ubuntu 24.04");
    }

    private static void AssertAllRefuse(ProgramFolder program, params string[] parts)
    {
        TrainedModel.Context.Model.Save(TrainedModel.Model, null, program.File("model.zip"));

        var lines = CleanProcess.RunIn(program.Path, "first", program.File("model.zip"));

        Assert.That(lines, Has.Length.EqualTo(5).And.All.Contains(nameof(DllNotFoundException)), string.Join('\n', lines));
        foreach (var part in parts)
        {
            Assert.That(lines, Has.All.Contains(part));
        }
    }

    private static bool IsNative(string file) => Path.GetExtension(file) is ".so" or ".dylib" or ".1";
}
