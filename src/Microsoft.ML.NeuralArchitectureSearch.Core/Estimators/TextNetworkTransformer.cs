using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(TextNetworkTransformer), null, typeof(SignatureLoadModel), "Text Network", TextNetworkTransformer.LoaderSignature)]

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A trained text classifier: adds the predicted label and the probability of every class to each row.</summary>
/// <remarks>
/// A text without any token has no score and a missing predicted label. The network lives in native memory until the transformer is
/// disposed. It may be used
/// from several threads at once.
/// </remarks>
public sealed class TextNetworkTransformer : ClassifierTransformer
{
    internal const string LoaderSignature = "TextNetwork";

    internal TextNetworkTransformer(ClassifierModel model, ClassifierPredictor predictor)
        : base(model, predictor)
    {
    }

    /// <summary>The cells that the network is built of.</summary>
    /// <exception cref="InvalidOperationException">The network is not built of a normal and a reduction cell.</exception>
    public Genotype Genotype => Architecture as Genotype
        ?? throw new InvalidOperationException($"The network is that of {Architecture}, not one of cells; read {nameof(Architecture)}.");

    /// <summary>How texts become numbers: tokenizer, vocabulary and length.</summary>
    public TextEncoder Encoder => ((EncodedText)Model.Input).Encoder;

    private protected override VersionInfo SavedVersion => Version;

    private static VersionInfo Version => new(
        modelSignature: "TEXTNETW",
        verWrittenCur: ModelChecksum.FirstVersion, // with a checksum, which the first version passes over
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(TextNetworkTransformer).Assembly.FullName!,
        loaderSignature: LoaderSignature);

    // Called by ML.NET through the assembly's LoadableClass attribute.
    private static TextNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (model, predictor) = Load(env, ctx, Version);
        return new TextNetworkTransformer(model, predictor) { Environment = env };
    }
}
