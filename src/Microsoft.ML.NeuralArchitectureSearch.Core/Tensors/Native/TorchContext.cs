using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>
/// Settings of libtorch (<c>at::globalContext()</c>) that TorchSharp does not offer, by the names that the C++ compilers give them.
/// </summary>
internal static partial class TorchContext
{
    private const string Library = "torch_cpu";

    /// <summary>Whether oneDNN may compute. Looked at by libtorch whenever an operation is computed.</summary>
    /// <exception cref="EntryPointNotFoundException">This version of libtorch has no such setting.</exception>
    public static bool UsesOneDnn
    {
        get => OperatingSystem.IsWindows() ? GetOnWindows(OnWindows()) != 0 : Get(OnUnix()) != 0;
        set
        {
            var number = value ? (byte)1 : (byte)0;
            if (OperatingSystem.IsWindows())
            {
                SetOnWindows(OnWindows(), number);
            }
            else
            {
                Set(OnUnix(), number);
            }
        }
    }

    [LibraryImport(Library, EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint OnUnix();

    [LibraryImport(Library, EntryPoint = "_ZNK2at7Context17userEnabledMkldnnEv")]
    private static partial byte Get(nint context);

    [LibraryImport(Library, EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static partial void Set(nint context, byte value);

    [LibraryImport(Library, EntryPoint = "?globalContext@at@@YAAEAVContext@1@XZ")]
    private static partial nint OnWindows();

    [LibraryImport(Library, EntryPoint = "?userEnabledMkldnn@Context@at@@QEBA_NXZ")]
    private static partial byte GetOnWindows(nint context);

    [LibraryImport(Library, EntryPoint = "?setUserEnabledMkldnn@Context@at@@QEAAX_N@Z")]
    private static partial void SetOnWindows(nint context, byte value);
}
