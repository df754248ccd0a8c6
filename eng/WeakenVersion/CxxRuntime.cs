using System.Runtime.InteropServices;

namespace WeakenVersion;

/// <summary>The C++ standard library of this machine, as the dynamic loader finds it.</summary>
internal static partial class CxxRuntime
{
    public const string Name = "libstdc++.so.6";

    public static bool Provides(string symbol, string version)
    {
        try
        {
            return FindVersioned(NativeLibrary.Load(Name), symbol, version) != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    // Since glibc 2.34 the function lies in libc.so.6, and libdl.so.2 leads there.
    [LibraryImport("libdl.so.2", EntryPoint = "dlvsym", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint FindVersioned(nint handle, string symbol, string version);
}
