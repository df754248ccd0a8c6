namespace Microsoft.ML.Transforms;

internal static class Versions
{
    public static VersionInfo Of(string signature, string loader) =>
        new(signature, 0x00010001, 0x00010001, 0x00010001, typeof(Versions).Assembly.FullName, loader);
}
