namespace WeakenVersion;

/// <summary>
/// Marks one version of libstdc++ that a shared library requires as weak, so that the dynamic loader accepts a libstdc++ without it.
/// Nothing is changed if this machine's libstdc++ has the version, or if the library does not require it.
/// </summary>
internal static class Program
{
    private const string Usage = """
        Usage: WeakenVersion LIBRARY SYMBOL@VERSION [FOLDER]
          SYMBOL@VERSION   a version of libstdc++, and a symbol by which a libstdc++ that has the version is recognized
          FOLDER           the only folder whose files may be changed; a LIBRARY that a linked folder leads elsewhere is an error
        """;

    private static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);

    /// <summary>
    /// Returns 0, also if there is nothing to change; 1 if the library cannot be read or changed; 2 if the arguments are wrong.
    /// </summary>
    internal static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not ([{ Length: > 0 }, _] or [{ Length: > 0 }, _, { Length: > 0 }])
            || arguments[1].Split('@') is not [{ Length: > 0 } symbol, { Length: > 0 } version])
        {
            error.WriteLine(Usage);
            return 2;
        }

        var path = arguments[0];
        try
        {
            if (arguments is [_, _, var folder])
            {
                LibraryFile.CheckIsWithin(path, folder);
            }

            output.WriteLine($"{path}: {Weaken(path, symbol, version)}");
            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The form that MSBuild reports as an error.
            error.WriteLine($"{path} : error : {exception.Message}");
            return 1;
        }
    }

    private static string Weaken(string path, string symbol, string version)
    {
        var file = LibraryFile.Read(path);
        var image = new ElfImage(file.Bytes);
        var required = RequiredVersion.All(image).FirstOrDefault(found => found.Library == CxxRuntime.Name && found.Name == version);
        if (required is null)
        {
            return $"does not require {version}; unchanged.";
        }

        if (required.IsWeak)
        {
            return $"{version} is weak already; unchanged.";
        }

        if (CxxRuntime.Provides(symbol, version))
        {
            return $"{CxxRuntime.Name} of this machine has {version}; unchanged.";
        }

        if (required.IsRelocated(image))
        {
            throw new InvalidDataException(
                $"it uses symbols of {version}, which {CxxRuntime.Name} of this machine lacks; a newer {CxxRuntime.Name} is needed.");
        }

        file.Replace(required.Weakened(file.Bytes));
        return $"{version} is weak now.";
    }
}
