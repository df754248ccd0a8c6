namespace Microsoft.ML;

/// <summary>What a saved component writes into its header: what it is, its versions, and who can read it.</summary>
internal readonly struct VersionInfo
{
    public readonly string ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string LoaderAssemblyName;
    public readonly string LoaderSignature;
    public readonly string LoaderSignatureAlt;

    public VersionInfo(
        string modelSignature,
        uint verWrittenCur,
        uint verReadableCur,
        uint verWeCanReadBack,
        string loaderAssemblyName,
        string loaderSignature = null,
        string loaderSignatureAlt = null)
    {
        if (modelSignature is not { Length: 8 } || modelSignature.Any(c => c > 0xFF))
            throw new ArgumentException("A model signature has eight one-byte characters.", nameof(modelSignature));
        if (verWeCanReadBack > verReadableCur || verReadableCur > verWrittenCur)
            throw new ArgumentException("The versions must satisfy: can read back <= readable <= written.", nameof(verWrittenCur));
        if (loaderSignature is { Length: > 24 } || loaderSignatureAlt is { Length: > 24 })
            throw new ArgumentException("A loader signature has at most 24 characters.", nameof(loaderSignature));

        ModelSignature = modelSignature;
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
        LoaderSignatureAlt = loaderSignatureAlt;
    }
}
