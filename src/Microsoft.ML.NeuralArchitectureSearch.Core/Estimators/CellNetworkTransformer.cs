using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(CellNetworkTransformer), null, typeof(SignatureLoadModel), "Cell Network", CellNetworkTransformer.LoaderSignature)]

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A trained image classifier: adds the predicted label and the probability of every class to each row.</summary>
/// <remarks>Its network lives in native memory until it is disposed. It may be used from several threads at once.</remarks>
public sealed class CellNetworkTransformer : ClassifierTransformer
{
    internal const string LoaderSignature = "CellNetwork";

    internal CellNetworkTransformer(ClassifierModel model, ClassifierPredictor predictor)
        : base(model, predictor)
    {
    }

    /// <summary>The cells that the network is built of.</summary>
    /// <exception cref="InvalidOperationException">The network is not built of a normal and a reduction cell.</exception>
    public Genotype Genotype => Architecture as Genotype ?? throw NotOfCells(nameof(Architecture));

    /// <summary>Size of the network of cells.</summary>
    /// <exception cref="InvalidOperationException">The network is described layer by layer.</exception>
    public CellNetworkOptions Network => Model.Network.Cells ?? throw NotOfCells(nameof(Graph));

    /// <summary>Size of the images that the network takes.</summary>
    public MapShape Shape => Model.Input.Shape;

    private protected override VersionInfo SavedVersion => Version;

    private static VersionInfo Version => new(
        modelSignature: "CELLNETW",
        verWrittenCur: ModelChecksum.FirstVersion, // with a checksum, which the first version passes over
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(CellNetworkTransformer).Assembly.FullName!,
        loaderSignature: LoaderSignature);

    // Called by ML.NET through the assembly's LoadableClass attribute.
    private static CellNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var (model, predictor) = Load(env, ctx, Version);
        return new CellNetworkTransformer(model, predictor) { Environment = env };
    }

    private InvalidOperationException NotOfCells(string instead) =>
        new($"The network is that of {Architecture}, not one of cells; read {instead}.");
}
