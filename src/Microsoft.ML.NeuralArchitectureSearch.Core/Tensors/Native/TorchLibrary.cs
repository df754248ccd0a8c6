using System.Runtime.InteropServices;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>
/// TorchSharp's native library, loaded as TorchSharp loads it; a failure is one exception instead of a trace of every attempt.
/// </summary>
internal static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    /// <summary>The name of its file on this system.</summary>
    public static string FileName =>
        OperatingSystem.IsWindows() ? $"{Name}.dll" : OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so";

    /// <summary>Loads the library and what it depends on.</summary>
    /// <exception cref="DllNotFoundException">
    /// It cannot be loaded: the message says which library, what is missing and what to do.
    /// </exception>
    public static void Load()
    {
        if (!IsLoaded() && !IsLoadedByNotebook())
        {
            throw new DllNotFoundException(LoadFailure.Describe(FileName, ProgramFolders, ErrorOf));
        }

        // Autograd counts the devices at its first gradient: by then CUDA's library has to be there.
        _ = torch.cuda.is_available();
    }

    private static IEnumerable<string> ProgramFolders =>
        ((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries))
            .Append(AppContext.BaseDirectory)
            .Append(Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "")
            .Where(folder => folder.Length > 0);

    // TorchSharp's own order: libtorch first, so that a copy of it that the program loaded before wins.
    private static bool IsLoaded()
    {
        foreach (var library in new[] { "torch_cuda", "torch_cpu" })
        {
            NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out _);
        }

        return NativeLibrary.TryLoad(Name, typeof(torch).Assembly, null, out _);
    }

    // In .NET Interactive every package stays in its own folder, and TorchSharp gathers their libraries.
    private static bool IsLoadedByNotebook()
    {
        var folder = typeof(torch).Assembly.Location.Replace('\\', '/');
        if (!folder.Contains("/torchsharp/", StringComparison.OrdinalIgnoreCase) || !folder.Contains("/lib/", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            return true;
        }
        catch (Exception exception) when (exception is NotSupportedException or TypeInitializationException)
        {
            return false;
        }
    }

    private static string ErrorOf(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return "";
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return exception.Message;
        }
    }
}
