namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>
/// A folder of copies of and links to files of a program that the tests start. Without the list of its dependencies, the program has what
/// lies in it.
/// </summary>
internal sealed class ProgramFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nas-tests-");

    /// <param name="isKept">Which files of the program, by their names, are in the folder.</param>
    public ProgramFolder(Func<string, bool> isKept)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = System.IO.Path.GetFileName(file);
            if (!isKept(name) || name.EndsWith(".deps.json", StringComparison.Ordinal))
            {
                continue;
            }

            // The host follows links to managed files and would find the program where they lead.
            if (IsManaged(name))
            {
                System.IO.File.Copy(file, File(name));
            }
            else
            {
                System.IO.File.CreateSymbolicLink(File(name), file);
            }
        }
    }

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsManaged(string name) => System.IO.Path.GetExtension(name) is ".dll" or ".json";
}
