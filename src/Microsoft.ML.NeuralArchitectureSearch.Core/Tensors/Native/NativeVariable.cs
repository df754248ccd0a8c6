using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>Environment variables as native code sees them; on Unix .NET's own are a copy.</summary>
internal static partial class NativeVariable
{
    /// <summary>Sets a variable of this process.</summary>
    public static void Set(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(name, value);
        }
        else
        {
            _ = Set(name, value, overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);
}
