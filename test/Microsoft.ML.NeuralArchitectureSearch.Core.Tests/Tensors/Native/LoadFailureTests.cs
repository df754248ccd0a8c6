using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>What the loaders of Linux, macOS and Windows say, and what becomes of it.</summary>
public sealed class LoadFailureTests
{
    private const string File = "libLibTorchSharp.so";

    [TestCase(
        "Unable to load shared library '/app/libLibTorchSharp.so' or one of its dependencies. (...):\n"
        + "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)",
        "libLibTorchSharp.so needs GLIBCXX_3.4.32 of libstdc++.so.6, which this system does not have. Run the program on a distribution "
        + "with the runtime "
        + "of GCC 13 or later, such as Debian 13 or Ubuntu 24.04.")]
    [TestCase(
        "Unable to load shared library '/app/libLibTorchSharp.so' or one of its dependencies. (...):\n"
        + "libtorch.so: cannot open shared object file: No such file or directory",
        "libLibTorchSharp.so needs libtorch.so, which was not found. Reference one of the packages TorchSharp-cpu, TorchSharp-cuda-linux "
        + "or "
        + "TorchSharp-cuda-windows in the program.")]
    [TestCase(
        "libgomp.so.1: cannot open shared object file: No such file or directory",
        "libLibTorchSharp.so needs libgomp.so.1, which was not found. Install libgomp.so.1.")]
    [TestCase(
        "dlopen(/app/libLibTorchSharp.dylib, 0x0001): Library not loaded: @rpath/libtorch_cpu.dylib\n  Referenced from: "
        + "/app/libLibTorchSharp.dylib",
        "libLibTorchSharp.so needs libtorch_cpu.dylib, which was not found. Reference one of the packages")]
    [TestCase(
        "/app/libLibTorchSharp.so: file too short",
        "libLibTorchSharp.so: /app/libLibTorchSharp.so: file too short. The file may be damaged")]
    [TestCase(
        "Unable to load DLL 'LibTorchSharp.dll' or one of its dependencies: The specified module could not be found. (0x8007007E)",
        "(0x8007007E). The file may be damaged or belong to another version of libtorch")]
    public void A_message_says_which_library_what_is_missing_and_what_to_do(string error, string expected)
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllText(folder.File(File), "");

        var message = LoadFailure.Describe(File, ["/no/such/folder", Path.GetDirectoryName(folder.File(File))!], _ => error);

        Assert.That(message, Does.StartWith("TorchSharp's native library cannot be loaded: ").And.Contain(expected));
    }

    [Test]
    public void A_library_that_is_not_there_is_a_package_that_is_not_referenced() =>
        Assert.That(
            LoadFailure.Describe(File, [], _ => throw new InvalidOperationException("There is no file to load.")),
            Does.Contain("libLibTorchSharp.so is not among the program's files. Reference one of the packages TorchSharp-cpu, "));
}
